#include "config.h"

#include "munja-practice-kinds.h"

const char *const munja_practice_kinds[MUNJA_PRACTICE_N_KINDS] = { "sms",
                                                                   "lms",
                                                                   "mms",
                                                                   "ata",
                                                                   "cta",
                                                                   "cti",
                                                                   "nsa",
                                                                   "rcs_sms",
                                                                   "rcs_lms",
                                                                   "rcs_mms",
                                                                   "rcs_tpl",
                                                                   "rcs_itpl",
                                                                   "rcs_ltpl",
                                                                   "fax",
                                                                   "voice",
                                                                   "bms_text",
                                                                   "bms_image",
                                                                   "bms_wide",
                                                                   "bms_wide_item_list",
                                                                   "bms_carousel_feed",
                                                                   "bms_premium_video",
                                                                   "bms_commerce",
                                                                   "bms_carousel_commerce",
                                                                   "bms_free" };
