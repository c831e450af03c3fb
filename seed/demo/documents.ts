import '../../schemas/crm.ts';
import '../../schemas/document.ts';
import '../../schemas/documentContractor.ts';
import '../../schemas/documentElement.ts';
import type { Db } from '../../src/core/store.ts';
import type { Language, Text } from '../language.ts';
import { STOREKEEPER } from '../users.ts';
import { goods } from './shop.ts';
import { STORES } from './stock.ts';

const CONTACT = 3;
const COMPANY = 4;

const LAMP = 4;
const CHAIR = 2;

interface Line {
  readonly elementId: number;
  readonly storeFrom?: number;
  readonly storeTo?: number;
  readonly amount: number;
  readonly purchasingPrice?: number;
}

interface DemoDocument {
  readonly id: number;
  readonly docType: 'A' | 'M' | 'D';
  readonly number: number;
  readonly status: 'Y' | 'N';
  readonly commentary: Text;
  readonly lines: readonly Line[];
}

const titles = {
  A: { en: 'Receipt', ru: 'Приход' },
  M: { en: 'Transfer', ru: 'Перемещение' },
  D: { en: 'Write-off', ru: 'Списание' },
} as const satisfies Record<string, Text>;

/**
 * What brought the stock to where it lies: an arrival of everything, and a transfer out of the main
 * warehouse. Two more wait to be conducted.
 */
const documents: readonly DemoDocument[] = [
  {
    id: 1,
    docType: 'A',
    number: 1,
    status: 'Y',
    commentary: { en: 'Opening stock', ru: 'Начальные остатки' },
    lines: goods.flatMap(({ id, stock, cost }) => {
      const amount = (stock?.main ?? 0) + (stock?.showroom ?? 0) + (stock?.fair ?? 0);
      if (amount === 0) return [];
      return [{ elementId: id, storeTo: STORES.main, amount, purchasingPrice: cost }];
    }),
  },
  {
    id: 2,
    docType: 'M',
    number: 1,
    status: 'Y',
    commentary: { en: 'To the showroom and the fair', ru: 'В шоурум и на выставку' },
    lines: goods.flatMap(({ id, stock }) =>
      (['showroom', 'fair'] as const).flatMap((store) => {
        const amount = stock?.[store];
        if (!amount) return [];
        return [{ elementId: id, storeFrom: STORES.main, storeTo: STORES[store], amount }];
      }),
    ),
  },
  {
    id: 3,
    docType: 'A',
    number: 2,
    status: 'N',
    commentary: { en: 'Ordered, not yet here', ru: 'Заказано, ещё не поступило' },
    lines: [{ elementId: LAMP, storeTo: STORES.main, amount: 20, purchasingPrice: 52 }],
  },
  {
    id: 4,
    docType: 'D',
    number: 1,
    status: 'N',
    commentary: { en: 'A leg is cracked', ru: 'Треснула ножка' },
    lines: [{ elementId: CHAIR, storeFrom: STORES.showroom, amount: 1 }],
  },
];

/** Conducted documents have the sum of their lines. */
const totalOf = ({ status, lines }: DemoDocument): number | null => {
  if (status === 'N') return null;
  const sum = lines.reduce((s, { amount, purchasingPrice = 0 }) => s + amount * purchasingPrice, 0);
  return Math.round(sum * 100) / 100;
};

/** Inserts contractors, documents with their lines, and a field of arrivals. */
export async function insertDocuments(db: Db, now: number, language: Language): Promise<void> {
  const { query } = db;
  await insertContractors(db, now, language);
  const by = { createdBy: STOREKEEPER, modifiedBy: STOREKEEPER, responsibleId: STOREKEEPER };
  const at = { dateCreate: now, dateModify: now, dateStatus: now, dateDocument: now };
  await query
    .insertInto('document')
    .values(
      documents.map((document) => ({
        ...by,
        ...at,
        id: document.id,
        docType: document.docType,
        docNumber: String(document.number),
        title: `${titles[document.docType][language]} #${document.number}`,
        siteId: 's1',
        status: document.status,
        statusBy: document.status === 'Y' ? STOREKEEPER : null,
        wasCancelled: 'N' as const,
        currency: 'USD',
        total: totalOf(document),
        commentary: document.commentary[language],
      })),
    )
    .execute();
  await query
    .insertInto('documentNumber')
    .values(
      (['A', 'M', 'D'] as const).map((docType) => ({
        docType,
        last: documents.filter((document) => document.docType === docType).length,
      })),
    )
    .execute();
  await query
    .insertInto('documentElement')
    .values(
      documents.flatMap(({ id: docId, lines }) =>
        lines.map((line) => ({
          docId,
          storeFrom: null,
          storeTo: null,
          purchasingPrice: null,
          ...line,
        })),
      ),
    )
    .execute();
  await query
    .insertInto('documentContractor')
    .values(
      documents
        .filter(({ docType }) => docType === 'A')
        .flatMap(({ id: documentId }) => [
          { documentId, entityTypeId: COMPANY, entityId: 1 },
          { documentId, entityTypeId: CONTACT, entityId: 1 },
        ]),
    )
    .execute();
  const waybill = { en: 'Waybill', ru: 'Накладная' };
  await query
    .insertInto('documentField')
    .values({ id: 1, docType: 'A', name: waybill[language] })
    .execute();
  await query
    .insertInto('documentFieldValue')
    .values({ documentId: 1, fieldId: 1, value: 'WB-2041' })
    .execute();
}

async function insertContractors({ query }: Db, now: number, language: Language): Promise<void> {
  const works = { en: 'Northwood Furniture Works', ru: 'Мебельная фабрика «Северный лес»' };
  const erik = { en: ['Erik', 'Lund', 'Sales'], ru: ['Эрик', 'Лунд', 'Отдел продаж'] } as const;
  const one = (VALUE: string) => JSON.stringify([{ VALUE, VALUE_TYPE: 'WORK' }]);
  const made = {
    id: 1,
    assignedById: STOREKEEPER,
    createdById: 1,
    modifyById: 1,
    dateCreate: now,
    dateModify: now,
    phone: one('+1 202 555 0176'),
  } as const;
  await query
    .insertInto('crmCompany')
    .values({ ...made, title: works[language], email: one('orders@northwood.example') })
    .execute();
  const [name, lastName, post] = erik[language];
  await query
    .insertInto('crmContact')
    .values({ ...made, name, lastName, post, email: one('erik.lund@northwood.example') })
    .execute();
}
