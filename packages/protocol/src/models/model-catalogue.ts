import { qwenMax } from "./qwen-max.ts";
import type { QwenMaxId } from "./qwen-max.ts";
import { qwenPlus } from "./qwen-plus.ts";
import type { QwenPlusId } from "./qwen-plus.ts";
import { qwenFlash } from "./qwen-flash.ts";
import type { QwenFlashId } from "./qwen-flash.ts";
import { qwenTurbo } from "./qwen-turbo.ts";
import type { QwenTurboId } from "./qwen-turbo.ts";
import { qwenLong } from "./qwen-long.ts";
import type { QwenLongId } from "./qwen-long.ts";
import { qwen38 } from "./qwen3-8.ts";
import type { Qwen38Id } from "./qwen3-8.ts";
import { qwen37 } from "./qwen3-7.ts";
import type { Qwen37Id } from "./qwen3-7.ts";
import { qwen36 } from "./qwen3-6.ts";
import type { Qwen36Id } from "./qwen3-6.ts";
import { qwen35 } from "./qwen3-5.ts";
import type { Qwen35Id } from "./qwen3-5.ts";
import { qwen3Open } from "./qwen3-open.ts";
import type { Qwen3OpenId } from "./qwen3-open.ts";
import { qwen2Open } from "./qwen2-open.ts";
import type { Qwen2OpenId } from "./qwen2-open.ts";
import { qwq } from "./qwq.ts";
import type { QwqId } from "./qwq.ts";
import { qwenCoder } from "./qwen-coder.ts";
import type { QwenCoderId } from "./qwen-coder.ts";
import { qwenVl } from "./qwen-vl.ts";
import type { QwenVlId } from "./qwen-vl.ts";
import { qvq } from "./qvq.ts";
import type { QvqId } from "./qvq.ts";
import { qwenOmni } from "./qwen-omni.ts";
import type { QwenOmniId } from "./qwen-omni.ts";
import { qwenSpecial } from "./qwen-special.ts";
import type { QwenSpecialId } from "./qwen-special.ts";
import { thirdParty } from "./third-party.ts";
import type { ThirdPartyId } from "./third-party.ts";
import type { ModelProfile } from "./model-profile.ts";

/** The models of the catalogue. */
export type KnownModelId =
  | QwenMaxId
  | QwenPlusId
  | QwenFlashId
  | QwenTurboId
  | QwenLongId
  | Qwen38Id
  | Qwen37Id
  | Qwen36Id
  | Qwen35Id
  | Qwen3OpenId
  | Qwen2OpenId
  | QwqId
  | QwenCoderId
  | QwenVlId
  | QvqId
  | QwenOmniId
  | QwenSpecialId
  | ThirdPartyId;

/** A model's name. The known ones complete in an editor; any other text is a model's name too. */
export type ModelId = KnownModelId | (string & {});

/**
 * THE catalogue: every model both documents list and the families of today, one row each.
 *
 * Sources: the model lists of both documents; the current families and their figures from the service's pages of 2026.
 */
export const modelCatalogue: { readonly [Id in KnownModelId]: ModelProfile } = {
  ...qwenMax,
  ...qwenPlus,
  ...qwenFlash,
  ...qwenTurbo,
  ...qwenLong,
  ...qwen38,
  ...qwen37,
  ...qwen36,
  ...qwen35,
  ...qwen3Open,
  ...qwen2Open,
  ...qwq,
  ...qwenCoder,
  ...qwenVl,
  ...qvq,
  ...qwenOmni,
  ...qwenSpecial,
  ...thirdParty,
};
