import type { Same } from '../index.ts'
import type model from '../it/company-file.ts'

const companyFile = {
  place: {
    file: 'The file',
    row: 'Row {{row}}',
    cell: 'Row {{row}}, column {{column}}',
  },
  problems: {
    'file-empty': 'It holds no line.',
    'file-not-text': 'It is not a list: it takes a CSV or text file, or an Excel workbook (.xlsx).',
    'file-too-large': 'It is too large: 16 MB at most.',
    'file-unreadable': 'It is an Excel file that cannot be read: save it again, or as CSV.',
    'file-locked': 'It is protected by a password: remove it and try again.',
    'too-many-rows': 'It has too many rows: 40,000 lines at most.',
    'too-many-columns': 'It has {{value}} columns: 50 at most.',
    'heading-missing': 'The column “{{value}}” is missing.',
    'heading-twice': 'The column “{{value}}” is there twice.',
    'quote-open': 'The quotation mark is opened and never closed.',
    'row-short': 'The row is too short: it has only {{value}} cells.',
    'row-long': 'The row is too long: it has {{value}} cells, more than there are headings.',
    'cell-too-long': 'The text is too long: 256 characters at most.',
    'number-missing': 'The telephone number is missing.',
    'number-unreadable': '“{{value}}” is not a telephone number.',
    'number-missing-zero': '“{{value}}” lacks its leading zero.',
    'number-not-own': '“{{value}}” is not a landline number: a line cannot have it.',
    'number-twice': 'The number “{{value}}” is in row {{otherRow}} already.',
    'number-outside-blocks': 'The number “{{value}}” is in none of the customer’s ranges.',
    'number-in-use': 'The number “{{value}}” belongs to another customer already.',
    'extension-shape': '“{{value}}” is not an extension: it takes 2 to 6 digits.',
    'extension-emergency': 'The extension “{{value}}” would hide the emergency number. Choose another.',
    'extension-twice': 'The extension “{{value}}” is in row {{otherRow}} already.',
    'extension-in-use': 'The extension “{{value}}” belongs to a line of the customer that is not in the file.',
    'name-missing': 'The name is missing.',
    'name-too-long': 'The name is too long: 60 characters at most.',
    formula: '“{{value}}” is a formula: write the text.',
    'site-missing': 'The site is missing.',
    'site-too-long': 'The name of the site is too long: 60 characters at most.',
    'site-unknown': 'There is no site “{{value}}”.',
    'service-missing': 'The service is missing.',
    'service-unknown': 'There is no service “{{value}}”.',
    'user-type-unknown': '“{{value}}” is no user type: write User, Administrator or Attendant.',
    'email-invalid': '“{{value}}” is not an e-mail address.',
    'email-too-many-lines': 'The address “{{value}}” is on 20 lines already, which is the most.',
    'mobile-invalid': '“{{value}}” is not a mobile number.',
  },
  warnings: {
    'heading-unknown': 'The column “{{value}}” is not known and is not read.',
    'shadows-service-number': 'The extension “{{value}}” hides an emergency or help line.',
  },
} satisfies Same<typeof model>

export default companyFile
