/** Which styles can carry a string without changing it. */
export interface StringAnalysis {
  readonly multiline: boolean;
  readonly plain: boolean;
  /** Plain inside `[...]` and `{...}`. */
  readonly plainInFlow: boolean;
  readonly singleQuoted: boolean;
  /** As a block by go-yaml v2, which escapes tabs. */
  readonly block: boolean;
  /** As a block by go-yaml v3, which writes tabs there as they are. */
  readonly blockWithTabs: boolean;
}

/** Whether a code point is written as it is; everything beyond the basic plane is escaped (go-yaml v2). */
export function isPrintable(code: number): boolean {
  if (code < 0x7f) return code >= 0x20 || code === 0x0a;
  return code >= 0xa0 && code <= 0xfffd && !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfeff;
}

/** Line breaks of YAML 1.1. */
export function isBreak(code: number): boolean {
  return code === 0x0a || code === 0x0d || code === 0x85 || code === 0x2028 || code === 0x2029;
}

const FIRST_INDICATORS = new Set([..."#,[]{}&*!|>'\"%@`"].map((indicator) => indicator.charCodeAt(0)));

const FLOW_INDICATORS = new Set([...",?[]{}"].map((indicator) => indicator.charCodeAt(0)));

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

function isBlankBreakOrNul(code: number): boolean {
  return isBlank(code) || isBreak(code) || code === 0;
}

/** The walk of libyaml's `analyze_scalar` over code units (surrogates are special anyway). */
export function analyseString(text: string): StringAnalysis {
  const last = text.length - 1;
  let indicators = text.startsWith("---") || text.startsWith("...");
  let flowIndicators = false;
  let special = false;
  let tab = false;
  let multiline = false;
  let edgeSpace = false;
  let trailingSpace = false;
  let breakSpace = false;
  let spaceBreak = false;
  let precededByBlank = true;
  let previous: "space" | "break" | "other" = "other";
  for (let index = 0; index <= last; index++) {
    const code = text.charCodeAt(index);
    const followedByBlank = index === last || isBlank(text.charCodeAt(index + 1));
    if (index === 0) {
      if (FIRST_INDICATORS.has(code)) indicators = true;
      if ((code === 0x3f || code === 0x3a || code === 0x2d) && followedByBlank) indicators = true;
      if (code === 0x3f || code === 0x3a) flowIndicators = true;
    } else if (code === 0x3a) {
      flowIndicators = true;
      if (followedByBlank) indicators = true;
    } else if (code === 0x23 && precededByBlank) indicators = true;
    else if (FLOW_INDICATORS.has(code)) flowIndicators = true;
    if (code === 0x09) tab = true;
    else if (!isPrintable(code)) special = true;
    if (code === 0x20) {
      if (index === 0 || index === last) edgeSpace = true;
      if (index === last) trailingSpace = true;
      if (previous === "break") breakSpace = true;
      previous = "space";
    } else if (isBreak(code)) {
      multiline = true;
      if (previous === "space") spaceBreak = true;
      previous = "break";
    } else previous = "other";
    precededByBlank = isBlankBreakOrNul(code);
  }
  const unquotable = breakSpace || spaceBreak || special || tab;
  const plain = !(edgeSpace || multiline || unquotable || indicators);
  const blockWithTabs = !(trailingSpace || spaceBreak || special);
  return {
    multiline,
    plain,
    plainInFlow: plain && !flowIndicators,
    singleQuoted: !unquotable,
    block: blockWithTabs && !tab,
    blockWithTabs,
  };
}
