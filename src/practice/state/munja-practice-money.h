#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MunjaPracticeMoney:
 * @balance: what was paid in
 * @point: what was given
 *
 * KRW of the account's two purses.
 */
typedef struct {
  gint64 balance;
  gint64 point;
} MunjaPracticeMoney;

G_END_DECLS
