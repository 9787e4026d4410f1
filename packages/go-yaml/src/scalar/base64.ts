const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The text of base64; nothing when it is none, or no UTF-8. */
export function decodeBase64(text: string): string | undefined {
  const clean = text.replace(/[\r\n]/g, "");
  if (clean.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(clean)) return undefined;
  let bits = 0;
  let width = 0;
  let escaped = "";
  for (const character of clean.replace(/=+$/, "")) {
    bits = (bits << 6) | BASE64.indexOf(character);
    width += 6;
    if (width >= 8) {
      width -= 8;
      escaped += `%${((bits >> width) & 0xff).toString(16).padStart(2, "0")}`;
    }
  }
  try {
    return decodeURIComponent(escaped);
  } catch {
    return undefined;
  }
}
