#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MunjaPracticeField:
 * @name: as a query names it
 * @kind: how its values compare
 * @direct: whether a query may name it itself, and not only in `criteria`
 *
 * Something that a list can be asked for.
 */
typedef struct {
  const char *name;
  enum {
    MUNJA_PRACTICE_FIELD_TEXT,
    MUNJA_PRACTICE_FIELD_NUMBER,
    MUNJA_PRACTICE_FIELD_DATE, /* in milliseconds, as they are shown */
  } kind;
  gboolean direct;
} MunjaPracticeField;

/**
 * MunjaPracticeValue:
 * @text: (nullable): value of a text field
 * @number: value of any other
 */
typedef struct {
  const char *text;
  gint64 number;
  char buffer[8]; /* where a text can be kept that is worked out */
} MunjaPracticeValue;

/**
 * MunjaPracticeOperator:
 * @MUNJA_PRACTICE_EQ: equal
 * @MUNJA_PRACTICE_NE: not equal
 * @MUNJA_PRACTICE_GT: greater
 * @MUNJA_PRACTICE_GTE: greater or equal
 * @MUNJA_PRACTICE_LT: less
 * @MUNJA_PRACTICE_LTE: less or equal
 * @MUNJA_PRACTICE_LIKE: contains
 * @MUNJA_PRACTICE_IN: one of several
 *
 * How a value is compared. Criteria only know those up to the sixth. Source: contract, section 4.9.
 */
typedef enum {
  MUNJA_PRACTICE_EQ,
  MUNJA_PRACTICE_NE,
  MUNJA_PRACTICE_GT,
  MUNJA_PRACTICE_GTE,
  MUNJA_PRACTICE_LT,
  MUNJA_PRACTICE_LTE,
  MUNJA_PRACTICE_LIKE,
  MUNJA_PRACTICE_IN,
} MunjaPracticeOperator;

/**
 * MunjaPracticeCondition:
 *
 * What one field of an item must be.
 */
typedef struct _MunjaPracticeCondition MunjaPracticeCondition;

MunjaPracticeCondition *munja_practice_condition_new (const MunjaPracticeField *fields,
                                                      guint index,
                                                      MunjaPracticeOperator op,
                                                      const char *text);
MunjaPracticeCondition *munja_practice_condition_new_in (const MunjaPracticeField *fields,
                                                         guint index,
                                                         const char *const *texts);
void munja_practice_condition_free (MunjaPracticeCondition *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaPracticeCondition, munja_practice_condition_free)

guint munja_practice_condition_get_field (const MunjaPracticeCondition *self);
const char *munja_practice_condition_get_equal (const MunjaPracticeCondition *self,
                                                const char *name);
gboolean munja_practice_condition_is_met (const MunjaPracticeCondition *self,
                                          const MunjaPracticeValue *value);

gboolean munja_practice_operator_find (const char *name, MunjaPracticeOperator *op);
char **munja_practice_condition_read_list (const char *text);

G_END_DECLS
