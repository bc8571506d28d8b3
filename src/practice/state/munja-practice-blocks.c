#include "config.h"

#include "munja-practice-blocks.h"

#include "munja-practice-status.h"

/* Source: contract, section 4.10. */
#define CODE_BLOCKED   1060
#define CODE_OPTED_OUT 1061

static const MunjaPracticeBlack blacks[] = {
  { "BLK_1", "0212345678", "01000000080" },
  { "BLK_2", "16001234", "01000000081" },
};

static const char *const one_sender[] = { "0212345678", NULL };
static const char *const no_sender[] = { NULL };

static const MunjaPracticeBlockGroup groups[] = {
  { "BG_1", "보내지 않을 번호", TRUE, one_sender, FALSE },
  { "BG_2", NULL, FALSE, no_sender, TRUE },
};

static const char *const first_group[] = { "BG_1", NULL };
static const char *const both_groups[] = { "BG_1", "BG_2", NULL };

static const MunjaPracticeBlockNumber numbers[] = {
  { "BN_1", "01000000060", "요청하신 분", first_group },
  { "BN_2", "01000000061", "", both_groups },
};

/**
 * munja_practice_black_get_nth:
 * @n: from 0
 *
 * Returns: (nullable): one after the other
 */
const MunjaPracticeBlack *
munja_practice_black_get_nth (guint n)
{
  return n < G_N_ELEMENTS (blacks) ? &blacks[n] : NULL;
}

/**
 * munja_practice_block_group_get_nth:
 * @n: from 0
 *
 * Returns: (nullable): one after the other
 */
const MunjaPracticeBlockGroup *
munja_practice_block_group_get_nth (guint n)
{
  return n < G_N_ELEMENTS (groups) ? &groups[n] : NULL;
}

/**
 * munja_practice_block_number_get_nth:
 * @n: from 0
 *
 * Returns: (nullable): one after the other
 */
const MunjaPracticeBlockNumber *
munja_practice_block_number_get_nth (guint n)
{
  return n < G_N_ELEMENTS (numbers) ? &numbers[n] : NULL;
}

static gboolean
is_in_force (const MunjaPracticeBlockGroup *group, const MunjaPracticeBlockNumber *number)
{
  return group->is_active && g_strv_contains (number->groups, group->id);
}

static gboolean
is_blocked (const char *from, const MunjaPracticeBlockNumber *number)
{
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    if (is_in_force (&groups[i], number)
        && (groups[i].uses_all || g_strv_contains (groups[i].senders, from)))
      return TRUE;
  return FALSE;
}

/**
 * munja_practice_blocks_check:
 * @from: a sender number
 * @to: a recipient
 *
 * Returns: a status code, %MUNJA_PRACTICE_ACCEPTED if that recipient may get a message from there
 */
guint
munja_practice_blocks_check (const char *from, const char *to)
{
  for (gsize i = 0; i < G_N_ELEMENTS (blacks); i++)
    if (g_str_equal (blacks[i].sender, from) && g_str_equal (blacks[i].recipient, to))
      return CODE_OPTED_OUT;
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (g_str_equal (numbers[i].number, to) && is_blocked (from, &numbers[i]))
      return CODE_BLOCKED;
  return MUNJA_PRACTICE_ACCEPTED;
}
