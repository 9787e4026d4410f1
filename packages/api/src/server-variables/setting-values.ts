/** The value of a switch: `true` and `false` are ON and OFF. */
export type Switch = boolean | "ON" | "OFF" | 0 | 1;

type SizeSuffix = "K" | "M" | "G" | "T" | "P" | "E";

/** An integer; as text when it is above 2^53, or with a suffix for powers of 1024: `"64M"`. */
export type IntegerText = number | `${bigint}` | `${bigint}${SizeSuffix | Lowercase<SizeSuffix>}`;

/** A number; one with a fraction is written as text, since the API has integers and text only: `"0.5"`. */
export type NumberText = number | `${number}`;
