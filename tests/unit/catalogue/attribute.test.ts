import { describe, expect, it } from 'vitest';
import { Attribute, AttributeTemplate, AttributeValues, checkAttributes } from '../../../shared/catalogue/attribute.ts';
import { Problem } from '../../../shared/kernel/problems.ts';

const template = AttributeTemplate.parse([
  { key: 'material', name: { en: 'Material' }, type: 'text', required: true },
  { key: 'litres', name: { en: 'Litres' }, type: 'number', required: false },
  { key: 'glazed', name: { en: 'Glazed' }, type: 'boolean', required: false },
  {
    key: 'colour',
    name: { en: 'Colour' },
    type: 'choice',
    required: true,
    options: [{ value: 'red', name: { en: 'Red' } }],
  },
]);

const faultsOf = (values: AttributeValues, complete: boolean): readonly string[] => {
  try {
    checkAttributes(template, values, complete);
    return [];
  } catch (error) {
    expect((error as Problem).code).toBe('attribute-invalid');
    return (error as Problem).faults!.map(({ path, message }) => `${path} ${message}`);
  }
};

describe('attributes', () => {
  it.each<[AttributeValues, boolean, string[]]>([
    [{ material: 'Clay', litres: 2.5, glazed: true, colour: 'red' }, true, []],
    [{}, false, []],
    [{}, true, ['attributes.material is required', 'attributes.colour is required']],
    [{ material: 1, litres: '2', glazed: 'yes', colour: 'blue' }, false, [
      'attributes.material must be a text of the template',
      'attributes.litres must be a number of the template',
      'attributes.glazed must be a boolean of the template',
      'attributes.colour must be a choice of the template',
    ]],
    [{ smell: 'none', constructor: 'x' }, false, [
      'attributes.smell is not in the template of the category',
      'attributes.constructor is not in the template of the category',
    ]],
  ])('%j, complete: %s [CAT-06] [CAT-07]', (values, complete, faults) => {
    expect(faultsOf(values, complete)).toEqual(faults);
  });

  it.each([
    { key: 'Colour', name: { en: 'Colour' }, type: 'text', required: true },
    { key: 'colour', name: { en: 'Colour' }, type: 'choice', required: true },
    {
      key: 'colour',
      name: { en: 'Colour' },
      type: 'text',
      required: true,
      options: [{ value: 'red', name: { en: 'Red' } }],
    },
    { key: 'colour', name: {}, type: 'text', required: true },
  ])('a template does not have %j [CAT-07]', (attribute) => {
    expect(Attribute.safeParse(attribute).success).toBe(false);
  });

  it('a number is one that the table can keep [CAT-07]', () => {
    const accepted = (litres: number): boolean => AttributeValues.safeParse({ litres }).success;
    expect([0, -0.5, 1e-9, 1e12].filter((litres) => !accepted(litres))).toEqual([]);
    expect([1e-10, -1e-200, 1e13].filter(accepted)).toEqual([]);
  });

  it('a template has each key once [CAT-07]', () => {
    expect(AttributeTemplate.safeParse([template[0], template[0]]).success).toBe(false);
  });
});
