#include "config.h"

#include "munja-compose-meter.h"

static void
count_people (MunjaRecipientsBox *recipients_box, GParamSpec *pspec, MunjaMeter *meter)
{
  munja_meter_set_n_people (meter, (guint)munja_recipients_box_count_people (recipients_box));
}

/**
 * munja_compose_meter_watch:
 * @editor: where the message is written
 * @recipients_box: who gets it
 *
 * Has the meter say what the whole list costs.
 */
void
munja_compose_meter_watch (MunjaMessageEditor *editor, MunjaRecipientsBox *recipients_box)
{
  MunjaMeter *meter = munja_message_editor_get_meter (editor);

  g_signal_connect_object (recipients_box, "notify::summary", G_CALLBACK (count_people), meter, 0);
  count_people (recipients_box, NULL, meter);
}
