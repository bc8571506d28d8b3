#include "config.h"

#include "munja-history-page.h"

#include "munja-describe-job.h"
#include "munja-history-row.h"
#include "munja-shown-page.h"

struct _MunjaHistoryPage {
  AdwBin parent_instance;

  /* Template children. */
  GtkStack *stack;
  GtkListView *list;

  /* Owned. */
  GtkSorter *sorter;
  GtkSortListModel *sorted;
  GListModel *jobs;
};

/**
 * MunjaHistoryPage::job-activated:
 * @job: what the person wants to see
 */
enum {
  SIGNAL_JOB_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaHistoryPage, munja_history_page, ADW_TYPE_BIN)

/* What the person may have to do something about comes first, then what is newer. */
static int
compare_jobs (gconstpointer a, gconstpointer b, gpointer user_data)
{
  MunjaJob *one = MUNJA_JOB ((gpointer)a);
  MunjaJob *other = MUNJA_JOB ((gpointer)b);
  gboolean one_first = munja_describe_job_needs_person (munja_job_get_state (one));
  gboolean other_first = munja_describe_job_needs_person (munja_job_get_state (other));
  gint64 one_created = munja_job_get_created (one);
  gint64 other_created = munja_job_get_created (other);

  if (one_first != other_first)
    return one_first ? GTK_ORDERING_SMALLER : GTK_ORDERING_LARGER;
  return gtk_ordering_from_cmpfunc ((other_created > one_created) - (other_created < one_created));
}

static void
state_changed_cb (MunjaHistoryPage *self)
{
  gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);
}

/* A sorted list looks at the properties of its items only when they come. */
static void
jobs_changed_cb (MunjaHistoryPage *self, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + added; i++) {
    g_autoptr (MunjaJob) job = g_list_model_get_item (self->jobs, i);

    g_signal_connect_object (job, "notify::state", G_CALLBACK (state_changed_cb), self,
                             G_CONNECT_SWAPPED);
  }
  gtk_stack_set_visible_child_name (self->stack,
                                    g_list_model_get_n_items (self->jobs) > 0 ? "list" : "empty");
}

static void
activated_cb (MunjaHistoryPage *self, guint position)
{
  g_autoptr (MunjaJob) job = g_list_model_get_item (G_LIST_MODEL (self->sorted), position);

  g_signal_emit (self, signals[SIGNAL_JOB_ACTIVATED], 0, job);
}

static void
row_made_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, munja_history_row_new ());
}

static void
row_bound_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  munja_history_row_set_job (MUNJA_HISTORY_ROW (gtk_list_item_get_child (item)),
                             gtk_list_item_get_item (item));
}

static void
row_unbound_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  munja_history_row_set_job (MUNJA_HISTORY_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
munja_history_page_dispose (GObject *object)
{
  MunjaHistoryPage *self = MUNJA_HISTORY_PAGE (object);

  g_clear_object (&self->sorted);
  g_clear_object (&self->sorter);
  g_clear_object (&self->jobs);

  G_OBJECT_CLASS (munja_history_page_parent_class)->dispose (object);
}

static void
munja_history_page_class_init (MunjaHistoryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = munja_history_page_dispose;

  signals[SIGNAL_JOB_ACTIVATED]
      = g_signal_new ("job-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 1, MUNJA_TYPE_JOB);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-history-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaHistoryPage, stack);
  gtk_widget_class_bind_template_child (widget_class, MunjaHistoryPage, list);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
munja_history_page_init (MunjaHistoryPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSelectionModel) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  munja_shown_page_follow (GTK_WIDGET (self->stack));
  g_signal_connect (factory, "setup", G_CALLBACK (row_made_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (row_bound_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (row_unbound_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);

  self->sorter = GTK_SORTER (gtk_custom_sorter_new (compare_jobs, NULL, NULL));
  self->sorted = gtk_sort_list_model_new (NULL, g_object_ref (self->sorter));
  selection
      = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->sorted))));
  gtk_list_view_set_model (self->list, selection);
}

/**
 * munja_history_page_set_jobs:
 * @self: the page
 * @jobs: a list of #MunjaJob, as an outbox is
 *
 * Lists other jobs, and follows them.
 */
void
munja_history_page_set_jobs (MunjaHistoryPage *self, GListModel *jobs)
{
  g_return_if_fail (MUNJA_IS_HISTORY_PAGE (self));

  if (jobs == self->jobs)
    return;
  if (self->jobs != NULL)
    g_signal_handlers_disconnect_by_func (self->jobs, jobs_changed_cb, self);
  g_set_object (&self->jobs, jobs);
  gtk_sort_list_model_set_model (self->sorted, jobs);
  g_signal_connect_object (jobs, "items-changed", G_CALLBACK (jobs_changed_cb), self,
                           G_CONNECT_SWAPPED);
  jobs_changed_cb (self, 0, 0, g_list_model_get_n_items (jobs));
}
