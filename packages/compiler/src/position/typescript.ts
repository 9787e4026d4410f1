/** The syntax trees. A module of ours, because a bundle gives a CommonJS module that is imported late no names. */
export { ts } from "ts-morph";
