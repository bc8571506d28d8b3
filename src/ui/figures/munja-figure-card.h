#pragma once

#include <adwaita.h>

#include "munja-figures.h"
#include "munja-service.h"

G_BEGIN_DECLS

/**
 * MunjaCardState:
 * @loading: whether something is on its way
 * @is_known: whether there is something to show
 * @updated_us: when that came, in µs since 1970 UTC
 * @error: (nullable): what the last try ran into
 * @missing_scope: (nullable): the permission that is missing
 *
 * How what a card shows stands.
 */
typedef struct {
  gboolean loading;
  gboolean is_known;
  gint64 updated_us;
  const GError *error;
  const char *missing_scope;
} MunjaCardState;

/**
 * MunjaCardLink:
 * @page: a page of the website
 * @label: what it is for, to be translated
 */
typedef struct {
  MunjaServicePage page;
  const char *label;
} MunjaCardLink;

#define MUNJA_TYPE_FIGURE_CARD munja_figure_card_get_type ()
G_DECLARE_DERIVABLE_TYPE (MunjaFigureCard, munja_figure_card, MUNJA, FIGURE_CARD, AdwBin)

/**
 * MunjaFigureCardClass:
 * @parts: what the card shows; how it stands is what its first part says
 * @n_parts: how many they are
 * @links: pages of the website that go with it
 * @n_links: how many they are
 * @follow: follows what the card shows; by default, its parts
 * @load: asks for that anew; by default, for its parts
 * @read_state: says how that stands; by default, as the first part
 * @show: fills in the figures; returns (nullable) what to say in their place if there are none
 */
struct _MunjaFigureCardClass {
  AdwBinClass parent_class;

  const MunjaFiguresPart *parts;
  guint n_parts;
  const MunjaCardLink *links;
  guint n_links;

  void (*follow) (MunjaFigureCard *self, MunjaFigures *figures);
  void (*load) (MunjaFigureCard *self, MunjaFigures *figures);
  void (*read_state) (MunjaFigureCard *self, MunjaFigures *figures, MunjaCardState *state);
  const char *(*show) (MunjaFigureCard *self, MunjaFigures *figures);
};

void munja_figure_card_set_service (MunjaFigureCard *self, const MunjaService *service);
void munja_figure_card_set_figures (MunjaFigureCard *self, MunjaFigures *figures);

const MunjaService *munja_figure_card_get_service (MunjaFigureCard *self);
void munja_figure_card_follow (MunjaFigureCard *self, gpointer object);
void munja_figure_card_show_again (MunjaFigureCard *self);
void munja_figure_card_read_figure (MunjaFigure *figure, MunjaCardState *state);
char *munja_figure_card_describe_lack (MunjaFigureCard *self, MunjaFigure *figure);

G_END_DECLS
