#pragma once

#include "munja-phone-key.h"

G_BEGIN_DECLS

/**
 * MunjaPhoneSet:
 *
 * Numbers, each once. It takes up to 32 bytes for each that there is room for.
 */
typedef struct _MunjaPhoneSet MunjaPhoneSet;

MunjaPhoneSet *munja_phone_set_new (gsize capacity);
void munja_phone_set_free (MunjaPhoneSet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaPhoneSet, munja_phone_set_free)

gboolean munja_phone_set_add (MunjaPhoneSet *self, MunjaPhoneKey key);

G_END_DECLS
