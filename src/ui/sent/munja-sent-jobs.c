#include "config.h"

#include "munja-sent-jobs.h"

#include <string.h>

#include "munja-phone.h"
#include "munja-search-words.h"
#include "munja-sent-section.h"

struct _MunjaSentJobs {
  GObject parent_instance;

  /* Owned. */
  GListModel *jobs;
  GtkFilter *filter;
  GtkSorter *sorter;
  GtkSortListModel *sorted;
  MunjaSentQuery *query;
  GStrv words;
};

/**
 * MunjaSentJobs::changed:
 *
 * A job may stand somewhere else by now, or be called otherwise.
 */
enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaSentJobs, munja_sent_jobs, G_TYPE_OBJECT)

/* When it goes out, or was written. */
static gint64
find_time (MunjaJob *job)
{
  gint64 scheduled = munja_job_get_scheduled (job);

  return scheduled != 0 ? scheduled : munja_job_get_created (job);
}

/* What is scheduled next comes first; of the others, what is newer. */
static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  MunjaJob *one = MUNJA_JOB ((gpointer)a);
  MunjaJob *other = MUNJA_JOB ((gpointer)b);
  MunjaSentSection section = munja_sent_section_find (one);
  MunjaSentSection other_section = munja_sent_section_find (other);
  gint64 difference = munja_job_get_created (other) - munja_job_get_created (one);

  if (section != other_section)
    return section < other_section ? GTK_ORDERING_SMALLER : GTK_ORDERING_LARGER;
  if (section == MUNJA_SENT_SECTION_SCHEDULED)
    difference = munja_job_get_scheduled (one) - munja_job_get_scheduled (other);
  return gtk_ordering_from_cmpfunc ((difference > 0) - (difference < 0));
}

static gboolean
has_state (MunjaJob *job, MunjaSentFilter filter)
{
  MunjaJobState state = munja_job_get_state (job);

  switch (filter) {
  case MUNJA_SENT_FILTER_OPEN:
    return state != MUNJA_JOB_FAILED && state != MUNJA_JOB_CANCELLED;
  case MUNJA_SENT_FILTER_DELIVERED:
    return FALSE;
  case MUNJA_SENT_FILTER_FAILED:
    return state == MUNJA_JOB_FAILED;
  case MUNJA_SENT_FILTER_CANCELLED:
    return state == MUNJA_JOB_CANCELLED;
  case MUNJA_SENT_FILTER_ALL:
  default:
    return TRUE;
  }
}

/* Of the recipients only the first one is known here. */
static gboolean
has_words (MunjaSentJobs *self, MunjaJob *job)
{
  g_autofree char *number = munja_phone_format (munja_job_get_first_number (job));
  g_autofree char *shown = munja_job_dup_shown_text (job);
  g_autofree char *text
      = g_strjoin ("\n", shown, number, munja_job_get_first_number (job),
                   munja_job_get_first_name (job) != NULL ? munja_job_get_first_name (job) : "",
                   munja_job_get_subject (job), NULL);
  g_autofree char *folded = munja_search_words_fold (text);

  for (gsize i = 0; self->words[i] != NULL; i++)
    if (strstr (folded, self->words[i]) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
matches (gpointer item, gpointer user_data)
{
  MunjaSentJobs *self = user_data;
  const MunjaSentQuery *query = self->query;
  gint64 time = find_time (item);

  if (query == NULL)
    return TRUE;
  return has_state (item, query->filter)
         && (query->type == MUNJA_SENT_ANY_TYPE
             || munja_job_get_n_of_type (item, (MunjaMessageType)query->type) > 0)
         && (query->from == NULL || g_str_equal (query->from, munja_job_get_from (item)))
         && time >= query->since && (query->until == 0 || time < query->until)
         && has_words (self, item);
}

static void
sort_again (MunjaSentJobs *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* A sorted list looks at the properties of its items only when they come. */
static void
jobs_changed_cb (MunjaSentJobs *self, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + added; i++) {
    g_autoptr (MunjaJob) job = g_list_model_get_item (self->jobs, i);

    g_signal_connect_object (job, "notify::state", G_CALLBACK (sort_again), self,
                             G_CONNECT_SWAPPED);
  }
}

static void
munja_sent_jobs_dispose (GObject *object)
{
  MunjaSentJobs *self = MUNJA_SENT_JOBS (object);

  munja_sent_jobs_set_jobs (self, NULL);

  G_OBJECT_CLASS (munja_sent_jobs_parent_class)->dispose (object);
}

static void
munja_sent_jobs_finalize (GObject *object)
{
  MunjaSentJobs *self = MUNJA_SENT_JOBS (object);

  g_object_unref (self->sorted);
  g_object_unref (self->filter);
  g_object_unref (self->sorter);
  munja_sent_query_free (self->query);
  g_strfreev (self->words);

  G_OBJECT_CLASS (munja_sent_jobs_parent_class)->finalize (object);
}

static void
munja_sent_jobs_class_init (MunjaSentJobsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = munja_sent_jobs_dispose;
  object_class->finalize = munja_sent_jobs_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
munja_sent_jobs_init (MunjaSentJobs *self)
{
  GtkFilterListModel *filtered;

  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  self->sorter = GTK_SORTER (gtk_custom_sorter_new (compare, NULL, NULL));
  filtered = gtk_filter_list_model_new (NULL, g_object_ref (self->filter));
  self->sorted = gtk_sort_list_model_new (G_LIST_MODEL (filtered), g_object_ref (self->sorter));
}

/**
 * munja_sent_jobs_new:
 *
 * Makes a list of what is in an outbox, in the order in which a person looks at it.
 *
 * Returns: (transfer full): the list, without an outbox yet
 */
MunjaSentJobs *
munja_sent_jobs_new (void)
{
  return g_object_new (MUNJA_TYPE_SENT_JOBS, NULL);
}

/**
 * munja_sent_jobs_set_jobs:
 * @self: the list
 * @jobs: (nullable): a list of #MunjaJob, as an outbox is
 *
 * Lists other jobs, and follows them.
 */
void
munja_sent_jobs_set_jobs (MunjaSentJobs *self, GListModel *jobs)
{
  GtkFilterListModel *filtered;

  g_return_if_fail (MUNJA_IS_SENT_JOBS (self));

  if (jobs == self->jobs)
    return;
  if (self->jobs != NULL)
    g_signal_handlers_disconnect_by_func (self->jobs, jobs_changed_cb, self);
  g_set_object (&self->jobs, jobs);
  if (jobs != NULL) {
    g_signal_connect_object (jobs, "items-changed", G_CALLBACK (jobs_changed_cb), self,
                             G_CONNECT_SWAPPED);
    jobs_changed_cb (self, 0, 0, g_list_model_get_n_items (jobs));
  }
  filtered = GTK_FILTER_LIST_MODEL (gtk_sort_list_model_get_model (self->sorted));
  gtk_filter_list_model_set_model (filtered, jobs);
}

/* Words are as the person parted them; a job is short enough to be looked through for each. */
static GStrv
split_words (const char *text)
{
  g_autofree char *folded = munja_search_words_fold (text != NULL ? text : "");

  return g_strsplit_set (g_strstrip (folded), " \t\n", -1);
}

/**
 * munja_sent_jobs_set_query:
 * @self: the list
 * @query: which to list
 *
 * Lists those that are asked for, as far as that can be told of a job.
 */
void
munja_sent_jobs_set_query (MunjaSentJobs *self, const MunjaSentQuery *query)
{
  g_return_if_fail (MUNJA_IS_SENT_JOBS (self));

  g_clear_pointer (&self->query, munja_sent_query_free);
  g_clear_pointer (&self->words, g_strfreev);
  self->query = munja_sent_query_copy (query);
  self->words = split_words (query->text);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

/**
 * munja_sent_jobs_get_model:
 * @self: the list
 *
 * Returns: (transfer none): the jobs, as a model
 */
GListModel *
munja_sent_jobs_get_model (MunjaSentJobs *self)
{
  g_return_val_if_fail (MUNJA_IS_SENT_JOBS (self), NULL);

  return G_LIST_MODEL (self->sorted);
}
