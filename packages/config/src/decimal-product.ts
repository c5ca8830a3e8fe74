/** The exact product of two non-negative decimals, without trailing zeros. */
export function decimalProduct(left: string, right: string): string {
  const [a, b] = [parts(left), parts(right)];
  const scale = a.scale + b.scale;
  const digits = String(a.digits * b.digits).padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, "");
  return fraction === "" ? whole : `${whole}.${fraction}`;
}

function parts(text: string): { digits: bigint; scale: number } {
  const [whole = "", fraction = ""] = text.split(".");
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}
