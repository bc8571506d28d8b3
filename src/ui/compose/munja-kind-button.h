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
 * What a person says that a message is. It is never taken over from the message before, since
 * nobody else can tell, and an advertisement without its lines is against the law.
 */
typedef enum {
  MUNJA_MESSAGE_KIND_UNKNOWN,
  MUNJA_MESSAGE_KIND_INFORMATION,
  MUNJA_MESSAGE_KIND_ADVERTISEMENT,
} MunjaMessageKind;

#define MUNJA_TYPE_KIND_BUTTON munja_kind_button_get_type ()
G_DECLARE_FINAL_TYPE (MunjaKindButton, munja_kind_button, MUNJA, KIND_BUTTON, AdwBin)

void munja_kind_button_set_client (MunjaKindButton *self, MunjaClient *client);
void munja_kind_button_remember (MunjaKindButton *self);

MunjaMessageKind munja_kind_button_get_kind (MunjaKindButton *self);
void munja_kind_button_set_kind (MunjaKindButton *self, MunjaMessageKind kind);
void munja_kind_button_read (MunjaKindButton *self, MunjaContent *content);
void munja_kind_button_show (MunjaKindButton *self, const MunjaContent *content);

gboolean munja_kind_button_check_lines (MunjaKindButton *self);

G_END_DECLS
