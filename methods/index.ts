import type { MethodGroup } from '../src/core/index.ts';
import access from './access/index.ts';
import apiV1File from './apiV1.file/index.ts';
import apiV1Product from './apiV1.product/index.ts';
import apiV1ProductImage from './apiV1.productImage/index.ts';
import app from './app/index.ts';
import appOption from './app.option/index.ts';
import batch from './batch.ts';
import catalog from './catalog.catalog/index.ts';
import document from './catalog.document/index.ts';
import documentElement from './catalog.document.element/index.ts';
import documentMode from './catalog.document.mode/index.ts';
import documentContractor from './catalog.documentcontractor/index.ts';
import enums from './catalog.enum/index.ts';
import extra from './catalog.extra/index.ts';
import measure from './catalog.measure/index.ts';
import price from './catalog.price/index.ts';
import priceType from './catalog.priceType/index.ts';
import priceTypeGroup from './catalog.priceTypeGroup/index.ts';
import priceTypeLang from './catalog.priceTypeLang/index.ts';
import product from './catalog.product/index.ts';
import offer from './catalog.product.offer/index.ts';
import service from './catalog.product.service/index.ts';
import sku from './catalog.product.sku/index.ts';
import productImage from './catalog.productImage/index.ts';
import productProperty from './catalog.productProperty/index.ts';
import productPropertyEnum from './catalog.productPropertyEnum/index.ts';
import productPropertyFeature from './catalog.productPropertyFeature/index.ts';
import productPropertySection from './catalog.productPropertySection/index.ts';
import ratio from './catalog.ratio/index.ts';
import roundingRule from './catalog.roundingRule/index.ts';
import section from './catalog.section/index.ts';
import store from './catalog.store/index.ts';
import storeProduct from './catalog.storeproduct/index.ts';
import documentFields from './catalog.userfield.document/index.ts';
import vat from './catalog.vat/index.ts';
import company from './crm.company/index.ts';
import contact from './crm.contact/index.ts';
import currency from './crm.currency/index.ts';
import currencyBase from './crm.currency.base/index.ts';
import download from './download.ts';
import event from './event/index.ts';
import offlineEvent from './event.offline/index.ts';
import events from './events.ts';
import feature from './feature/index.ts';
import method from './method/index.ts';
import methodNames from './methods.ts';
import profile from './profile.ts';
import scope from './scope.ts';
import server from './server/index.ts';
import user from './user/index.ts';
import userOption from './user.option/index.ts';

/** Everything the portal can do: the name of a method is `<key>.<verb>`. */
export const methods: Readonly<Record<string, MethodGroup>> = {
  '': { batch, download, events, methods: methodNames, profile, scope },
  access,
  'apiV1.file': apiV1File,
  'apiV1.product': apiV1Product,
  'apiV1.productImage': apiV1ProductImage,
  app,
  'app.option': appOption,
  'catalog.catalog': catalog,
  'catalog.document': document,
  'catalog.document.element': documentElement,
  'catalog.document.mode': documentMode,
  'catalog.documentcontractor': documentContractor,
  'catalog.enum': enums,
  'catalog.extra': extra,
  'catalog.measure': measure,
  'catalog.price': price,
  'catalog.priceType': priceType,
  'catalog.priceTypeGroup': priceTypeGroup,
  'catalog.priceTypeLang': priceTypeLang,
  'catalog.product': product,
  'catalog.product.offer': offer,
  'catalog.product.service': service,
  'catalog.product.sku': sku,
  'catalog.productImage': productImage,
  'catalog.productProperty': productProperty,
  'catalog.productPropertyEnum': productPropertyEnum,
  'catalog.productPropertyFeature': productPropertyFeature,
  'catalog.productPropertySection': productPropertySection,
  'catalog.ratio': ratio,
  'catalog.roundingRule': roundingRule,
  'catalog.section': section,
  'catalog.store': store,
  'catalog.storeproduct': storeProduct,
  'catalog.userfield.document': documentFields,
  'catalog.vat': vat,
  'crm.company': company,
  'crm.contact': contact,
  'crm.currency': currency,
  'crm.currency.base': currencyBase,
  event,
  'event.offline': offlineEvent,
  feature,
  method,
  server,
  user,
  'user.option': userOption,
};
