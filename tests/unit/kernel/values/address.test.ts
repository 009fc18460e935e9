import { describe, expect, it } from 'vitest';
import { Phone } from '../../../../shared/kernel/values/address.ts';
import { addressFaults, asAddress, phoneIn, regionCode } from '../../../../shared/kernel/values/address-rules.ts';
import { countryTable } from '../../../../shared/kernel/values/countries.ts';

const at = (country: string, parts: object = {}) => ({
  phone: '+8613800138000',
  country,
  region: '',
  city: '',
  street: '1 High Street',
  postalCode: '',
  ...parts,
});

const firstRegion = (country: string): string => countryTable[country]![3].split(/[,;]/)[0]!;

describe('a region', () => {
  it.each([
    ['AU', 'NSW', [
      'NSW',
      'nsw',
      ' Nsw ',
      'AU-NSW',
      'au-nsw',
      'New South Wales',
      'new south  wales',
      'NEW SOUTH WALES',
      'N.S.W.',
      'State of New South Wales',
      'New South Wales, Australia',
      'NSW Australia',
      'NSW - New South Wales',
      'New South Wales (NSW)',
    ]],
    ['US', 'CA', ['CA', 'ca', 'US-CA', 'California', 'CA - California', 'California (CA), US']],
    ['US', 'DC', ['DC', 'D.C.', 'Washington DC', 'Washington, D.C.', 'District of Columbia']],
    ['BR', 'SP', ['SP', 'sp', 'BR-SP', 'São Paulo', 'Sao Paulo', 'SÃO PAULO', 'Estado de São Paulo']],
    ['CN', 'GD', ['GD', 'CN-GD', '广东', '广东省', 'Guangdong', '44']],
    ['CN', 'NM', ['NM', '内蒙古', '内蒙古自治区', 'Inner Mongolia', 'Nei Mongol']],
    ['CN', 'XZ', ['XZ', '西藏', 'Tibet']],
    ['CN', 'SH', ['SH', '上海', '上海市', 'Shanghai']],
    ['JP', '26', ['26', 'JP-26', '京都', '京都府', 'Kyoto', 'Kyoto-fu', 'Kyoto Prefecture']],
    ['JP', '13', ['13', '東京都', 'Tokyo', 'Tokyo-to']],
    ['HK', 'Kowloon', ['Kowloon', 'KOWLOON', '九龍', '九龙', 'KLN']],
    ['AE', 'DU', ['DU', 'Dubai', 'AE-DU', 'دبي']],
    ['CA', 'QC', ['QC', 'Québec', 'Quebec', 'ca-qc']],
    ['CN', 'GD', ['廣東', '廣東省', 'Guangdong Province']],
    ['CN', 'XJ', ['新疆维吾尔自治区', '新疆維吾爾自治區', 'Xinjiang']],
    ['TW', 'TPE', ['TPE', '台北市', '臺北市', '台北', 'Taipei City', 'Taipei', 'TW-TPE']],
    ['US', 'NY', ['New York', 'New York State', 'N.Y.']],
    ['CA', 'NL', ['Newfoundland', 'Newfoundland and Labrador']],
  ])('of %s is %s however it is written', (country, code, spellings) => {
    expect(spellings.map((text) => regionCode(country, text))).toEqual(spellings.map(() => code));
  });

  it('that nobody knows stays as it is written', () => {
    expect(regionCode('GB', ' Kent ')).toBe('KENT');
    expect(regionCode('AU', 'Bavaria')).toBe('BAVARIA');
    expect(['CO-Bogotá', 'bogota', ' BOGOTÁ '].map((text) => regionCode('CO', text))).toEqual(Array(3).fill('BOGOTA'));
    // Neither of them alone.
    expect(regionCode('AU', 'NSW - Victoria')).toBe('NSW - VICTORIA');
    // Two begin so.
    expect(regionCode('US', 'Virgin')).toBe('VIRGIN');
    expect(addressFaults(at('US', { region: 'North', city: 'Fargo', postalCode: '58102' }))).toMatchObject([{
      path: 'region',
    }]);
  });

  it.each(Object.keys(countryTable).filter((country) => countryTable[country]![3] !== ''))(
    'of %s has a code of its own, which means itself',
    (country) => {
      const codes = countryTable[country]![3].split(';').map((region) => region.split(',')[0]!);
      expect(codes.map((code) => regionCode(country, code))).toEqual(codes);
      expect(new Set(codes).size).toBe(codes.length);
    },
  );
});

describe('an address needs what its country has', () => {
  it.each([
    ['Hong Kong has no postal code', at('HK', { region: 'Kowloon', phone: '2345 6789' })],
    ['Dubai has no postal code and no city', at('AE', { region: 'Dubai', phone: '050 123 4567' })],
    ['Singapore has no region and no city', at('SG', { postalCode: '546080', phone: '6123 4567' })],
    ['Ireland may do without its Eircode', at('IE', { city: 'Dublin', phone: '085 012 3456' })],
    ['Britain has no region', at('GB', { city: 'London', postalCode: 'sw1a 1aa', phone: '020 7946 0958' })],
    [
      'Japan writes its city into the street',
      at('JP', { region: '東京', postalCode: '１５４-００２３', phone: '03-1234-5678' }),
    ],
  ])('%s', (_, address) => {
    expect(addressFaults(address)).toEqual([]);
  });

  it.each([
    ['US', { region: 'CA', city: 'Los Angeles' }, ['postalCode']],
    ['SG', { region: 'SG' }, ['postalCode']],
    ['HK', {}, ['region']],
    ['CN', { postalCode: '200000' }, ['city', 'region']],
    ['AU', { region: 'Bavaria', city: 'Sydney', postalCode: '2000' }, ['region']],
    ['BR', { region: 'SP', city: 'São Paulo', postalCode: '123' }, ['postalCode']],
    ['DE', { city: 'Berlin', postalCode: '10115', phone: '12' }, ['phone']],
    ['XX', {}, ['country']],
  ])('in %s, %j is refused for %j', (country, parts, paths) => {
    expect(addressFaults(at(country, parts)).map(({ path }) => path)).toEqual(paths);
  });

  it.each(Object.keys(countryTable))('%s has rules that can be read: its own example passes', (country) => {
    const [needs, , example, regions] = countryTable[country]!;
    const address = at(country, {
      region: needs.includes('S') ? regions.split(';')[0]!.split(',')[0] || 'Somewhere' : '',
      city: needs.includes('C') ? 'Town' : '',
      postalCode: example,
    });
    expect(addressFaults(address)).toEqual([]);
  });

  it('is kept with the code of its region, its phone in E.164 and its postal code in capitals, again and again', () => {
    const written = at('AU', {
      region: 'New South Wales',
      city: 'Sydney',
      postalCode: '2000 ',
      phone: '(02) 9876-5432',
    });
    const kept = { ...written, region: 'NSW', postalCode: '2000', phone: '+61298765432' };
    expect(asAddress(written)).toEqual(kept);
    expect(asAddress(kept)).toEqual(kept);
  });
});

describe('a postal code', () => {
  it.each([
    ['JP', '〒100-0001', '100-0001'],
    ['JP', '〒１００－０００１', '100-0001'],
    ['JP', '100 0001', '1000001'],
    ['BR', '01310 100', '01310100'],
    ['SG', 'S(018956)', '018956'],
    ['SG', 'Singapore 018956', '018956'],
    ['CA', 'H2X-1Y4', 'H2X1Y4'],
    ['CA', 'h2x  1y4', 'H2X 1Y4'],
    ['GB', 'sw1a1aa', 'SW1A1AA'],
    ['GG', 'gy1 1aa', 'GY1 1AA'],
    ['IE', 'd02af30', 'D02AF30'],
    ['DE', 'D-10115', '10115'],
    ['SE', 'SE-111 22', '111 22'],
    ['PL', '00001', '00-001'],
    ['PT', '1000 001', '1000-001'],
    ['IN', '400 001', '400001'],
    ['CN', '518 000', '518000'],
    ['US', '90001-1234', '90001-1234'],
    ['TW', '104', '104'],
    ['TW', '10491', '10491'],
    ['TW', '104-91', '10491'],
    ['TW', '104091', '104091'],
    ['TW', '104-091', '104091'],
    ['TW', '１０４０９１', '104091'],
  ])('of %s, %s is %s', (country, written, kept) => {
    const address = { region: firstRegion(country), city: 'City', postalCode: written };
    expect(asAddress(at(country, address)).postalCode).toBe(kept);
  });

  it.each([
    ['DE', 'XYZ10115'],
    ['DE', '1011'],
    ['GB', '10115'],
    ['IE', 'Dublin 4'],
    ['SG', 'S(01895)'],
  ])('of %s is not %s', (country, written) => {
    const faults = addressFaults(at(country, { city: 'City', region: firstRegion(country), postalCode: written }));
    expect(faults).toMatchObject([{ path: 'postalCode' }]);
  });
});

describe('a phone number', () => {
  it.each([
    ['AU', '(02) 9876 5432', '+61298765432'],
    ['AU', '0412 345 678', '+61412345678'],
    ['CN', '138 0013 8000', '+8613800138000'],
    ['CN', '021-6234 5678', '+862162345678'],
    ['DE', '+49 (0)30 901820', '+4930901820'],
    ['US', '(213) 373-4253', '+12133734253'],
    ['BR', '+61 2 9876 5432', '+61298765432'],
    ['CN', '１３８００１３８０００', '+8613800138000'],
    ['AE', '٠٥٠ ١٢٣ ٤٥٦٧', '+971501234567'],
    ['US', '(213) 373-4253 ext. 45', '+12133734253'],
    ['CN', '12', undefined],
    ['CN', 'call me', undefined],
  ])('in %s, %s is %s', (country, written, number) => {
    expect(phoneIn(country, written)).toBe(number);
  });

  it.each([
    ['+86 138-0013-8000', '+8613800138000'],
    ['0044 (20) 7946 0958', '+442079460958'],
    ['+1.213.373.4253', '+12133734253'],
    ['+44 (0)20 7946 0958', '+442079460958'],
    ['+49(0)30/901820', '+4930901820'],
    ['+٩٧١ ٥٠ ١٢٣ ٤٥٦٧', '+971501234567'],
    ['＋８６ １３８００１３８０００', '+8613800138000'],
    ['13800138000', undefined],
    ['+86', undefined],
  ])('with its country, %s is %s', (written, number) => {
    expect(Phone.safeParse(written).data).toBe(number);
  });
});
