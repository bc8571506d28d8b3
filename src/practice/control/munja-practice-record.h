#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * MunjaPracticeRecord:
 *
 * Every request that was got, to the byte, for tests to read back.
 */
typedef struct _MunjaPracticeRecord MunjaPracticeRecord;

MunjaPracticeRecord *munja_practice_record_new (void);
void munja_practice_record_free (MunjaPracticeRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaPracticeRecord, munja_practice_record_free)

void munja_practice_record_add (MunjaPracticeRecord *self,
                                SoupServerMessage *message,
                                guint status,
                                gboolean with_body);
void
munja_practice_record_answer (MunjaPracticeRecord *self, SoupServerMessage *message, guint status);
void munja_practice_record_clear (MunjaPracticeRecord *self);
void munja_practice_record_write (MunjaPracticeRecord *self, JsonBuilder *builder);

G_END_DECLS
