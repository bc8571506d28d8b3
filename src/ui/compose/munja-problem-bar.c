#include "config.h"

#include "munja-problem-bar.h"

#include <glib/gi18n.h>

#include "munja-problem-popover.h"
#include "munja-wrap-box.h"

struct _MunjaProblemBar {
  AdwBin parent_instance;

  /* Template children. */
  GtkWidget *unsendable_box;
  GtkLabel *unsendable_label;
  GtkLabel *rare_label;

  /* Borrowed. */
  GtkTextView *view;
  AdwEntryRow *subject;
  MunjaProblemPopover *popover; /* a child of this widget */

  /* Owned. */
  MunjaTextMarks *marks;
  GString *rare_in_subject; /* syllables, one behind the other */

  guint offset;       /* where the one that the popover is about begins */
  guint n_in_subject; /* how many the subject has */
};

G_DEFINE_FINAL_TYPE (MunjaProblemBar, munja_problem_bar, ADW_TYPE_BIN)

static GtkTextBuffer *
get_buffer (MunjaProblemBar *self)
{
  return gtk_text_view_get_buffer (self->view);
}

static void
update (MunjaProblemBar *self)
{
  guint n_unsendable = munja_text_marks_count (self->marks, FALSE) + self->n_in_subject;
  g_autofree char *unsendable = munja_text_marks_describe (self->marks, FALSE);
  g_autofree char *rare_in_text = munja_text_marks_describe (self->marks, TRUE);
  g_autofree char *rare
      = g_strjoin (*rare_in_text != '\0' && self->rare_in_subject->len > 0 ? "  " : "",
                   rare_in_text, self->rare_in_subject->str, NULL);
  g_autofree char *unsendable_text
      = g_strdup_printf (ngettext ("%'u character cannot be sent: %s",
                                   "%'u characters cannot be sent: %s", n_unsendable),
                         n_unsendable, *unsendable != '\0' ? unsendable : _ ("see the subject"));
  /* Translators: %s is a list of syllables. */
  g_autofree char *rare_text = g_strdup_printf (_ ("Some phones show something else for %s"), rare);

  gtk_label_set_label (self->unsendable_label, unsendable_text);
  gtk_label_set_label (self->rare_label, rare_text);
  gtk_widget_set_visible (self->unsendable_box, n_unsendable > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->rare_label), *rare != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self), n_unsendable > 0 || *rare != '\0');
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "problem.review",
                                 n_unsendable > self->n_in_subject);
  if (n_unsendable == self->n_in_subject)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
subject_changed_cb (MunjaProblemBar *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->subject));
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  MunjaTextScan scan;
  MunjaTextProblem problem;

  self->n_in_subject = 0;
  g_string_truncate (self->rare_in_subject, 0);
  munja_text_scan_init (&scan, text);
  while (munja_text_scan_next (&scan, &problem)) {
    PangoAttribute *attribute;

    if (problem.kind == MUNJA_CHAR_RARE_SYLLABLE) {
      g_string_append_len (self->rare_in_subject, problem.start, (gssize)problem.n_bytes);
      continue;
    }
    attribute = pango_attr_underline_new (PANGO_UNDERLINE_ERROR);
    attribute->start_index = (guint)(problem.start - text);
    attribute->end_index = attribute->start_index + (guint)problem.n_bytes;
    pango_attr_list_insert (attributes, attribute);
    self->n_in_subject++;
  }
  adw_entry_row_set_attributes (self->subject, attributes);
  update (self);
}

/* Where in this widget a part of the text is. */
static GdkRectangle
find_place (MunjaProblemBar *self, const GtkTextIter *iter)
{
  GdkRectangle place;
  double x = 0;
  double y = 0;

  gtk_text_view_get_iter_location (self->view, iter, &place);
  gtk_text_view_buffer_to_window_coords (self->view, GTK_TEXT_WINDOW_WIDGET, place.x, place.y,
                                         &place.x, &place.y);
  gtk_widget_translate_coordinates (GTK_WIDGET (self->view), GTK_WIDGET (self), place.x, place.y,
                                    &x, &y);
  place.x = (int)x;
  place.y = (int)y;
  place.width = MAX (place.width, 1);
  return place;
}

static void
show_next (MunjaProblemBar *self, guint offset)
{
  const MunjaTextMark *mark = munja_text_marks_find (self->marks, offset);
  GtkTextIter start;
  GtkTextIter end;
  GdkRectangle place;

  if (mark == NULL) {
    gtk_popover_popdown (GTK_POPOVER (self->popover));
    return;
  }
  self->offset = mark->offset;
  gtk_text_buffer_get_iter_at_offset (get_buffer (self), &start, (int)mark->offset);
  gtk_text_buffer_get_iter_at_offset (get_buffer (self), &end, (int)(mark->offset + mark->length));
  gtk_text_buffer_select_range (get_buffer (self), &start, &end);
  gtk_text_view_scroll_to_iter (self->view, &start, 0, FALSE, 0, 0);
  place = find_place (self, &start);
  munja_problem_popover_show_mark (self->popover, mark, &place);
}

static void
review_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MunjaProblemBar *self = MUNJA_PROBLEM_BAR (widget);
  GtkTextIter cursor;

  gtk_text_buffer_get_iter_at_mark (get_buffer (self), &cursor,
                                    gtk_text_buffer_get_insert (get_buffer (self)));
  show_next (self, (guint)gtk_text_iter_get_offset (&cursor));
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MunjaProblemBar *self = MUNJA_PROBLEM_BAR (widget);

  show_next (self, self->offset + 1);
}

static void
replace_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MunjaProblemBar *self = MUNJA_PROBLEM_BAR (widget);

  munja_text_marks_replace (self->marks, self->offset, g_variant_get_boolean (parameter));
  show_next (self, self->offset);
}

static void
replace_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MunjaProblemBar *self = MUNJA_PROBLEM_BAR (widget);

  munja_text_marks_replace_all (self->marks);
  if (self->n_in_subject > 0) {
    GtkEditable *subject = GTK_EDITABLE (self->subject);
    g_autofree char *text = munja_text_replace_unsendable (gtk_editable_get_text (subject));
    int position = 0;

    gtk_editable_delete_text (subject, 0, -1);
    gtk_editable_insert_text (subject, text, -1, &position);
  }
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
popover_closed_cb (MunjaProblemBar *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
munja_problem_bar_dispose (GObject *object)
{
  MunjaProblemBar *self = MUNJA_PROBLEM_BAR (object);

  if (self->popover != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->popover)));
  g_clear_object (&self->marks);

  G_OBJECT_CLASS (munja_problem_bar_parent_class)->dispose (object);
}

static void
munja_problem_bar_finalize (GObject *object)
{
  g_string_free (MUNJA_PROBLEM_BAR (object)->rare_in_subject, TRUE);

  G_OBJECT_CLASS (munja_problem_bar_parent_class)->finalize (object);
}

static void
munja_problem_bar_class_init (MunjaProblemBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = munja_problem_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = munja_problem_bar_finalize;

  g_type_ensure (MUNJA_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-problem-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaProblemBar, unsendable_box);
  gtk_widget_class_bind_template_child (widget_class, MunjaProblemBar, unsendable_label);
  gtk_widget_class_bind_template_child (widget_class, MunjaProblemBar, rare_label);
  gtk_widget_class_install_action (widget_class, "problem.review", NULL, review_action);
  gtk_widget_class_install_action (widget_class, "problem.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "problem.replace", "b", replace_action);
  gtk_widget_class_install_action (widget_class, "problem.replace-all", NULL, replace_all_action);
}

static void
munja_problem_bar_init (MunjaProblemBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rare_in_subject = g_string_new (NULL);
  self->popover = g_object_new (MUNJA_TYPE_PROBLEM_POPOVER, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->popover), GTK_WIDGET (self));
  g_signal_connect_object (self->popover, "closed", G_CALLBACK (popover_closed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * munja_problem_bar_watch:
 * @self: the bar
 * @view: where the text is written; it has to stay as long as the bar
 * @subject: where the subject is; the same
 *
 * Underlines what does not reach a phone as it is, says what it is, and offers to replace it. The
 * bar is to be seen only if there is something to say.
 */
void
munja_problem_bar_watch (MunjaProblemBar *self, GtkTextView *view, AdwEntryRow *subject)
{
  g_return_if_fail (MUNJA_IS_PROBLEM_BAR (self));
  g_return_if_fail (self->marks == NULL);

  self->view = view;
  self->subject = subject;
  self->marks = munja_text_marks_new (gtk_text_view_get_buffer (view));
  g_signal_connect_object (self->marks, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (subject, "changed", G_CALLBACK (subject_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update (self);
}
