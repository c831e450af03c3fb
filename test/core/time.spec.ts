import { describe, expect, it } from 'vitest';
import { isoTime, parseTime } from '../../src/core/wire/time.ts';

describe('parseTime', () => {
  it.each([
    ['2024-05-28T10:00:00Z', '2024-05-28T10:00:00Z'],
    ['2024-05-28T10:00:00+02:00', '2024-05-28T08:00:00Z'],
    ['Tue, 28 May 2024 10:00:00 +0200', '2024-05-28T08:00:00Z'],
    [' @1700000000 ', '2023-11-14T22:13:20Z'],
    ['@-1', '1969-12-31T23:59:59Z'],
  ])('reads %j', (text, iso) => {
    expect(parseTime(text)).toBe(Date.parse(iso) / 1000);
  });

  it.each([
    ['2024-05-28', new Date(2024, 4, 28)],
    ['28.05.2024', new Date(2024, 4, 28)],
    ['8.5.2024 10:30', new Date(2024, 4, 8, 10, 30)],
    ['2024-02-31', new Date(2024, 2, 2)],
    ['31.02.2024 10:00', new Date(2024, 2, 2, 10)],
    ['5/28/2024', new Date(2024, 4, 28)],
    ['28 May 2024 10:30', new Date(2024, 4, 28, 10, 30)],
    ['September 5, 2024', new Date(2024, 8, 5)],
    ['9999-12-31 23:59:59', new Date(9999, 11, 31, 23, 59, 59)],
  ])('reads %j in the zone of the server', (text, date) => {
    expect(parseTime(text)).toBe(date.getTime() / 1000);
  });

  it.each([
    '',
    ' ',
    'tomorrow',
    'item 12',
    'room 2024',
    '1 or 1=1',
    '12',
    '2024',
    'may',
    '2024-13-01',
    '2024-05-32',
    '32.01.2024',
    '01.13.2024',
    '0000-00-00 00:00:00',
    '2024-05-28T25:00:00',
    '@99999999999999999999',
    '@253402387200',
    '@-62167305600',
    '+010000-01-01T00:00:00Z',
    '-000001-12-31T00:00:00Z',
    'NaN',
    '0x10',
    '2024-05-28\0',
    '9'.repeat(10_000),
  ])('takes %j for no date', (text) => {
    expect(parseTime(text)).toBeUndefined();
  });

  it('is the opposite of isoTime over all years of four digits', () => {
    for (let year = 1; year <= 9999; year += 7) {
      const seconds = new Date(2000, 1, 28, 13, 5, 59).setFullYear(year) / 1000;
      expect(parseTime(isoTime(seconds)), String(year)).toBe(seconds);
      expect(isoTime(seconds)).toMatch(/^\d{4}-02-28T13:05:59[+-]\d\d:\d\d$/);
    }
  });
});
