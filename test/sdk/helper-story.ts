import { LoadDataType, useB24Helper } from '@bitrix24/b24jssdk';
import { clientOf } from './client.ts';

/**
 * What the helper of b24jssdk loads before an app shows its first price: `node helper-story.ts <version>
 * <JSON of the app's tokens>`. Prints what it took of it.
 */
const [version = '', access = ''] = process.argv.slice(2);
const { App, AppOptions, Currency, Profile, UserOptions } = LoadDataType;
const helper = await useB24Helper().initB24Helper(
  clientOf(version, access, () => {}),
  [App, Profile, Currency, AppOptions, UserOptions],
);

process.stdout.write(
  `\n${JSON.stringify({
    user: helper.profileInfo.data.id,
    isAdmin: helper.profileInfo.data.isAdmin,
    app: helper.appInfo.data.code,
    base: helper.currency.baseCurrency,
    currencies: helper.currency.currencyList,
    shown: helper.currency.format(1234.5, 'EUR', 'en'),
  })}\n`,
);
