/**
 * Italian district prefixes (AGCOM numbering plan, spec/product 8.1): two digits for Milan and Rome, three where
 * the third digit is 0, 1, 5 or 9, otherwise four. Written as the first digits → the last digit.
 */
const lastDigits: Readonly<Record<string, string>> = {
  '0': '26',
  '01': '0159',
  '03': '0159',
  '04': '0159',
  '05': '0159',
  '07': '0159',
  '08': '0159',
  '09': '0159',
  '012': '12345',
  '013': '1',
  '014': '1234',
  '016': '1356',
  '017': '12345',
  '018': '23457',
  '032': '1234',
  '033': '12',
  '034': '123456',
  '036': '23459',
  '037': '1234567',
  '038': '123456',
  '042': '123456789',
  '043': '123456789',
  '044': '245',
  '046': '12345',
  '047': '1234',
  '048': '1',
  '052': '12345',
  '053': '23456',
  '054': '12345679',
  '056': '456',
  '057': '1234578',
  '058': '345678',
  '072': '12',
  '073': '1234567',
  '074': '2346',
  '076': '13569',
  '077': '13456',
  '078': '123459',
  '082': '34578',
  '083': '12356',
  '086': '12345',
  '087': '12345',
  '088': '12345',
  '092': '12345',
  '093': '12345',
  '094': '12',
  '096': '12345678',
  '097': '123456',
  '098': '12345',
}

/** The district prefix that national digits begin with: `0125`, `011`, `02`; undefined when there is none. */
export function districtOf(digits: string): string | undefined {
  return [2, 3, 4]
    .map((length) => digits.slice(0, length))
    .find((prefix) => lastDigits[prefix.slice(0, -1)]?.includes(prefix.slice(-1)))
}
