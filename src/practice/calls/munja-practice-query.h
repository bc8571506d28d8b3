#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * MunjaPracticeParameter:
 * @name: as a query calls it
 * @kind: what its values are
 *
 * Something that a query may say.
 */
typedef struct {
  const char *name;
  enum {
    MUNJA_PRACTICE_PARAMETER_TEXT,
    MUNJA_PRACTICE_PARAMETER_NUMBER,
    MUNJA_PRACTICE_PARAMETER_MONEY,
    MUNJA_PRACTICE_PARAMETER_BOOLEAN,
    MUNJA_PRACTICE_PARAMETER_DATE,
  } kind;
} MunjaPracticeParameter;

/**
 * MunjaPracticePager:
 * @skipped: how many items are still to be passed over
 * @left: how many items still fit
 *
 * A page of a list that goes by offset and limit.
 */
typedef struct {
  guint64 skipped;
  guint64 left;
} MunjaPracticePager;

/**
 * MunjaPracticeQuery:
 *
 * A query of which every parameter is known and has a value of its kind.
 */
typedef struct _MunjaPracticeQuery MunjaPracticeQuery;

MunjaPracticeQuery *munja_practice_query_read (SoupServerMessage *message,
                                               const MunjaPracticeParameter *parameters,
                                               guint n_parameters);
void munja_practice_query_free (MunjaPracticeQuery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaPracticeQuery, munja_practice_query_free)

const char *munja_practice_query_get (const MunjaPracticeQuery *self, const char *name);
guint64 munja_practice_query_get_limit (const MunjaPracticeQuery *self);
gint64
munja_practice_query_get_date (const MunjaPracticeQuery *self, const char *name, gint64 fallback);
gboolean
munja_practice_query_allows (const MunjaPracticeQuery *self, const char *name, gboolean value);
gboolean munja_practice_query_allows_text (const MunjaPracticeQuery *self,
                                           const char *name,
                                           const char *value);

MunjaPracticePager munja_practice_query_begin_page (const MunjaPracticeQuery *self,
                                                    gboolean ignore_offset);
gboolean munja_practice_pager_take (MunjaPracticePager *self);

G_END_DECLS
