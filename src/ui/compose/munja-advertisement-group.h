#pragma once

#include <adwaita.h>

#include "munja-advertisement.h"
#include "munja-client.h"
#include "munja-compose-model.h"

G_BEGIN_DECLS

/**
 * MunjaMessageKind:
 * @MUNJA_MESSAGE_KIND_UNKNOWN: the person has not said it yet
 * @MUNJA_MESSAGE_KIND_INFORMATION: it is no advertisement
 * @MUNJA_MESSAGE_KIND_ADVERTISEMENT: it is one
 *
 * What a person says that a message is. It is asked for every message anew, since nobody else can
 * tell, and an advertisement without its lines is against the law.
 */
typedef enum {
  MUNJA_MESSAGE_KIND_UNKNOWN,
  MUNJA_MESSAGE_KIND_INFORMATION,
  MUNJA_MESSAGE_KIND_ADVERTISEMENT,
} MunjaMessageKind;

#define MUNJA_TYPE_ADVERTISEMENT_GROUP munja_advertisement_group_get_type ()
G_DECLARE_FINAL_TYPE (MunjaAdvertisementGroup,
                      munja_advertisement_group,
                      MUNJA,
                      ADVERTISEMENT_GROUP,
                      AdwBin)

void munja_advertisement_group_set_client (MunjaAdvertisementGroup *self, MunjaClient *client);
void munja_advertisement_group_remember (MunjaAdvertisementGroup *self);

MunjaMessageKind munja_advertisement_group_get_kind (MunjaAdvertisementGroup *self);
void munja_advertisement_group_set_kind (MunjaAdvertisementGroup *self, MunjaMessageKind kind);
void munja_advertisement_group_read (MunjaAdvertisementGroup *self, MunjaContent *content);
void munja_advertisement_group_show (MunjaAdvertisementGroup *self, const MunjaContent *content);

void munja_advertisement_group_set_time (MunjaAdvertisementGroup *self, gint64 scheduled);
void munja_advertisement_group_set_clock (MunjaAdvertisementGroup *self, gint64 ahead_us);

gboolean munja_advertisement_group_check (MunjaAdvertisementGroup *self);
gboolean munja_advertisement_group_check_lines (MunjaAdvertisementGroup *self);

G_END_DECLS
