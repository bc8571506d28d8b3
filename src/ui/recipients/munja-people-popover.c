#include "config.h"

#include "munja-people-popover.h"

#include <glib/gi18n.h>

#include "munja-completion.h"
#include "munja-describe-recipient.h"

/* How long an input method may take to let go of the syllable that it is composing. */
#define COMPOSING_LIMIT_MS 150

struct _MunjaPeoplePopover {
  GtkPopover parent_instance;

  /* Template children. */
  GtkListBox *list;

  /* Borrowed: the entry owns the popover. */
  AdwEntryRow *entry;
  GtkWidget *text; /* what has the focus in it */

  /* Owned. */
  MunjaPeopleSource *source;
  MunjaCompletion *completion; /* what is wanted; NULL for nobody */
  GPtrArray *offered;
  char *asked;     /* what the source is looking for; NULL for nothing */
  char *seen;      /* what was typed when it was last looked at */
  char *composing; /* what the input method shows and has not handed over */
  char *filled;    /* what the entry gets once nothing is composed any more */
  GCancellable *cancellable;

  guint look_id;
  guint let_go_id;
};

G_DEFINE_FINAL_TYPE (MunjaPeoplePopover, munja_people_popover, GTK_TYPE_POPOVER)

static int
get_marked (MunjaPeoplePopover *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? gtk_list_box_row_get_index (row) : -1;
}

/* What has the focus is what a screen reader speaks of. */
static void
describe (MunjaPeoplePopover *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  gboolean is_open = gtk_widget_get_visible (GTK_WIDGET (self));
  guint count = is_open ? self->offered->len : 0;
  g_autofree char *text = NULL;

  if (row != NULL)
    text = g_strdup (gtk_label_get_label (GTK_LABEL (gtk_list_box_row_get_child (row))));
  else if (count > 0)
    text = g_strdup_printf (ngettext ("%u person fits. Press Down to choose.",
                                      "%u people fit. Press Down to choose one.", count),
                            count);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_STATE_EXPANDED, is_open,
                               -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text != NULL ? text : "", -1);
}

static void
close_list (MunjaPeoplePopover *self)
{
  gtk_list_box_unselect_all (self->list);
  gtk_popover_popdown (GTK_POPOVER (self));
  describe (self);
}

static void
append_row (MunjaPeoplePopover *self, const MunjaKnownPerson *person)
{
  g_autofree char *text = munja_describe_person (person->name, person->country, person->number);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_list_box_append (self->list, row);
}

static void
offer (MunjaPeoplePopover *self, GPtrArray *people)
{
  GtkListBoxRow *row;

  g_clear_pointer (&self->offered, g_ptr_array_unref);
  self->offered = people;
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < people->len; i++)
    append_row (self, people->pdata[i]);
  if (people->len == 0 || !gtk_widget_is_focus (self->text)) {
    close_list (self);
    return;
  }
  gtk_widget_set_size_request (GTK_WIDGET (self), gtk_widget_get_width (GTK_WIDGET (self->entry)),
                               -1);
  gtk_popover_popup (GTK_POPOVER (self));
  describe (self);
}

static void ask (MunjaPeoplePopover *self);

/* If something else was typed by then, that is asked for now. */
static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaPeoplePopover *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people
      = munja_people_source_find_finish (MUNJA_PEOPLE_SOURCE (source), result, &error);
  g_autofree char *asked = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  asked = g_steal_pointer (&self->asked);
  if (self->completion == NULL)
    return;
  if (!g_str_equal (asked, munja_completion_get_wanted (self->completion)))
    ask (self);
  else if (people != NULL)
    offer (self, munja_completion_choose (self->completion, people));
}

static void
ask (MunjaPeoplePopover *self)
{
  if (self->asked != NULL)
    return;
  self->asked = g_strdup (munja_completion_get_wanted (self->completion));
  munja_people_source_find_async (self->source, self->asked, self->cancellable, found_cb, self);
}

/* What a person sees before the cursor; %NULL if there is something behind it. */
static char *
dup_seen (MunjaPeoplePopover *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (gtk_editable_get_position (GTK_EDITABLE (self->entry)) != (int)g_utf8_strlen (text, -1))
    return NULL;
  return g_strconcat (text, self->composing, NULL);
}

/* Looks whether somebody can be offered for what stands in the entry now. A syllable that is handed
 * over changes nothing of what is seen, and whoever is marked stays so. */
static gboolean
look_cb (gpointer user_data)
{
  MunjaPeoplePopover *self = user_data;
  g_autofree char *seen = dup_seen (self);

  self->look_id = 0;
  if (g_strcmp0 (seen, self->seen) == 0)
    return G_SOURCE_REMOVE;
  g_clear_pointer (&self->completion, munja_completion_free);
  if (seen != NULL && self->source != NULL && gtk_widget_is_focus (self->text))
    self->completion = munja_completion_new (seen);
  g_free (self->seen);
  self->seen = g_steal_pointer (&seen);
  if (self->completion != NULL)
    ask (self);
  else
    close_list (self);
  return G_SOURCE_REMOVE;
}

/* The cursor comes after the text. */
static void
changed_cb (MunjaPeoplePopover *self)
{
  if (self->look_id == 0)
    self->look_id = g_idle_add (look_cb, self);
}

static void
preedit_changed_cb (MunjaPeoplePopover *self, const char *preedit)
{
  g_free (self->composing);
  self->composing = g_strdup (preedit);
  changed_cb (self);
}

static void
fill_in (MunjaPeoplePopover *self, const char *text)
{
  close_list (self);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

static char *
dup_filled (MunjaPeoplePopover *self, int index)
{
  if (self->completion == NULL || index < 0 || (guint)index >= self->offered->len)
    return NULL;
  return munja_completion_fill_in (self->completion, self->offered->pdata[index]);
}

static gboolean
let_go_cb (gpointer user_data)
{
  MunjaPeoplePopover *self = user_data;
  g_autofree char *filled = g_steal_pointer (&self->filled);

  self->let_go_id = 0;
  gtk_editable_set_editable (GTK_EDITABLE (self->text), TRUE);
  fill_in (self, filled);
  g_signal_emit_by_name (self->entry, "entry-activated");
  return G_SOURCE_REMOVE;
}

/* A syllable that is being composed would come in behind the person, unless nothing can come in for
 * a moment. */
static void
choose (MunjaPeoplePopover *self, int index)
{
  gboolean is_composing = *self->composing != '\0';

  if (self->let_go_id != 0)
    return;
  self->filled = dup_filled (self, index);
  if (self->filled == NULL)
    return;
  gtk_editable_set_editable (GTK_EDITABLE (self->text), FALSE);
  self->let_go_id = g_timeout_add (is_composing ? COMPOSING_LIMIT_MS : 0, let_go_cb, self);
}

static void
row_activated_cb (MunjaPeoplePopover *self, GtkListBoxRow *row)
{
  choose (self, gtk_list_box_row_get_index (row));
}

static void
mark (MunjaPeoplePopover *self, int step)
{
  int index = CLAMP (get_marked (self) + step, -1, (int)self->offered->len - 1);

  if (index < 0)
    gtk_list_box_unselect_all (self->list);
  else
    gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, index));
  describe (self);
}

/* With Tab the focus goes on. As long as a syllable is being composed, it has to stay. */
static gboolean
take (MunjaPeoplePopover *self)
{
  g_autofree char *filled = dup_filled (self, get_marked (self));

  if (filled == NULL)
    return FALSE;
  if (*self->composing != '\0') {
    choose (self, get_marked (self));
    return TRUE;
  }
  fill_in (self, filled);
  return FALSE;
}

/* An input method would keep the keys to itself. */
static gboolean
key_pressed_cb (MunjaPeoplePopover *self, guint key, guint code, GdkModifierType modifiers)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return FALSE;
  switch (key) {
  case GDK_KEY_Down:
  case GDK_KEY_KP_Down:
    mark (self, 1);
    return TRUE;
  case GDK_KEY_Up:
  case GDK_KEY_KP_Up:
    mark (self, -1);
    return TRUE;
  case GDK_KEY_Escape:
    close_list (self);
    return TRUE;
  case GDK_KEY_Return:
  case GDK_KEY_KP_Enter:
    if (get_marked (self) < 0)
      return FALSE;
    choose (self, get_marked (self));
    return TRUE;
  case GDK_KEY_Tab:
  case GDK_KEY_ISO_Left_Tab:
    return take (self);
  default:
    return FALSE;
  }
}

static void
munja_people_popover_dispose (GObject *object)
{
  MunjaPeoplePopover *self = MUNJA_PEOPLE_POPOVER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_handle_id (&self->let_go_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), MUNJA_TYPE_PEOPLE_POPOVER);

  G_OBJECT_CLASS (munja_people_popover_parent_class)->dispose (object);
}

static void
munja_people_popover_finalize (GObject *object)
{
  MunjaPeoplePopover *self = MUNJA_PEOPLE_POPOVER (object);

  g_clear_object (&self->source);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->completion, munja_completion_free);
  g_clear_pointer (&self->offered, g_ptr_array_unref);
  g_free (self->asked);
  g_free (self->seen);
  g_free (self->filled);
  g_free (self->composing);

  G_OBJECT_CLASS (munja_people_popover_parent_class)->finalize (object);
}

static void
munja_people_popover_class_init (MunjaPeoplePopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = munja_people_popover_dispose;
  G_OBJECT_CLASS (klass)->finalize = munja_people_popover_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-people-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaPeoplePopover, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
munja_people_popover_init (MunjaPeoplePopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->offered = munja_known_people_new ();
  self->composing = g_strdup ("");
}

static void
watch (MunjaPeoplePopover *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (close_list), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), focus);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->text, "preedit-changed", G_CALLBACK (preedit_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * munja_people_popover_new:
 * @entry: where people are named
 *
 * Returns: (transfer none): the popover, a child of @entry, who keeps it until it is taken away
 *   with gtk_widget_unparent()
 */
MunjaPeoplePopover *
munja_people_popover_new (AdwEntryRow *entry)
{
  MunjaPeoplePopover *self = g_object_new (MUNJA_TYPE_PEOPLE_POPOVER, NULL);

  self->entry = entry;
  self->text = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (entry)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_AUTOCOMPLETE,
                                  GTK_ACCESSIBLE_AUTOCOMPLETE_LIST,
                                  GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE, -1);
  gtk_widget_set_parent (GTK_WIDGET (self), GTK_WIDGET (entry));
  watch (self);
  return self;
}

/**
 * munja_people_popover_set_source:
 * @self: the popover
 * @source: (nullable): what people are known from
 *
 * Says who can be offered.
 */
void
munja_people_popover_set_source (MunjaPeoplePopover *self, MunjaPeopleSource *source)
{
  g_return_if_fail (MUNJA_IS_PEOPLE_POPOVER (self));

  g_set_object (&self->source, source);
}
