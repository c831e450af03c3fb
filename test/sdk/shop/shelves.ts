import assert from 'node:assert/strict';
import type { Voice } from '../voice.ts';

export const GOODS = 14;
export const VARIANTS = 15;

export type Shelves = Awaited<ReturnType<typeof buildShelves>>;

/** Sections, and the properties that goods and their variants will carry. */
export async function buildShelves({ call }: Voice) {
  const section = async (name: string, iblockSectionId?: number): Promise<number> =>
    (await call('catalog.section.add', { fields: { iblockId: GOODS, name, iblockSectionId } }))
      .section.id;
  const clothes = await section('Clothes');
  const shirts = await section('Shirts', clothes);
  const { section: moved } = await call('catalog.section.update', {
    id: shirts,
    fields: { iblockId: GOODS, name: 'Shirts and tops', sort: 10 },
  });
  assert.partialDeepStrictEqual(moved, { iblockSectionId: clothes, name: 'Shirts and tops' });

  const property = async (fields: object): Promise<number> =>
    (await call('catalog.productProperty.add', { fields: { iblockId: GOODS, ...fields } }))
      .productProperty.id;
  const fabric = await property({ name: 'Fabric', propertyType: 'S' });
  const tags = await property({ name: 'Tags', propertyType: 'S', multiple: 'Y' });
  const isNew = await property({ name: 'New', propertyType: 'L', userType: 'BoolEnum' });
  const manual = await property({ name: 'Manual', propertyType: 'F' });
  const season = await property({ name: 'Season', propertyType: 'L' });
  const size = await property({ iblockId: VARIANTS, name: 'Size', propertyType: 'L' });
  const { productProperty } = await call('catalog.productProperty.update', {
    id: fabric,
    fields: { iblockId: GOODS, name: 'Fabric', propertyType: 'S', sort: 50, filtrable: 'Y' },
  });
  assert.partialDeepStrictEqual(productProperty, { id: fabric, sort: 50, filtrable: 'Y' });

  const value = async (propertyId: number, text: string, xmlId: string): Promise<number> =>
    (
      await call('catalog.productPropertyEnum.add', {
        fields: { propertyId, value: text, xmlId },
      })
    ).productPropertyEnum.id;
  const summer = await value(season, 'Summer', 'summer');
  const winter = await value(season, 'Winter', 'winter');
  const medium = await value(size, 'M', 'm');
  const large = await value(size, 'L', 'l');
  const { productPropertyEnum } = await call('catalog.productPropertyEnum.update', {
    id: large,
    fields: { propertyId: size, value: 'Large', xmlId: 'l' },
  });
  assert.equal(productPropertyEnum.value, 'Large');
  const { productPropertyEnums } = await call('catalog.productPropertyEnum.list', {
    select: ['id', 'value'],
    filter: { propertyId: size },
    order: { id: 'asc' },
  });
  assert.deepEqual(productPropertyEnums, [
    { id: medium, value: 'M' },
    { id: large, value: 'Large' },
  ]);

  const { features } = await call('catalog.productPropertyFeature.getAvailableFeaturesByProperty', {
    propertyId: size,
  });
  assert.ok(features.some((one: { featureId: string }) => one.featureId === 'OFFER_TREE'));
  const feature = { propertyId: size, moduleId: 'catalog', featureId: 'OFFER_TREE' };
  const { productPropertyFeature } = await call('catalog.productPropertyFeature.add', {
    fields: { ...feature, isEnabled: 'N' },
  });
  const { productPropertyFeature: enabled } = await call('catalog.productPropertyFeature.update', {
    id: productPropertyFeature.id,
    fields: { ...feature, isEnabled: 'Y' },
  });
  assert.equal(enabled.isEnabled, 'Y');
  const { productPropertySection } = await call('catalog.productPropertySection.set', {
    propertyId: fabric,
    fields: { smartFilter: 'Y', displayType: 'F', filterHint: 'What it is made of' },
  });
  assert.equal(productPropertySection.smartFilter, 'Y');

  return {
    sections: { clothes, shirts },
    properties: { fabric, tags, isNew, manual, season, size },
    values: { summer, winter, medium, large },
    featureId: productPropertyFeature.id as number,
  };
}
