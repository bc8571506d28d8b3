#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MunjaSymbolGroup:
 * @MUNJA_SYMBOLS_SHAPES: stars, hearts and other shapes
 * @MUNJA_SYMBOLS_ARROWS: arrows and hands
 * @MUNJA_SYMBOLS_MARKS: what sentences and lists are marked with
 * @MUNJA_SYMBOLS_BRACKETS: quotation marks and brackets
 * @MUNJA_SYMBOLS_NUMBERS: numbers in rings, Roman ones and fractions
 * @MUNJA_SYMBOLS_UNITS: money, measures and arithmetic
 *
 * Symbols that belong together. All can be sent.
 */
typedef enum {
  MUNJA_SYMBOLS_SHAPES,
  MUNJA_SYMBOLS_ARROWS,
  MUNJA_SYMBOLS_MARKS,
  MUNJA_SYMBOLS_BRACKETS,
  MUNJA_SYMBOLS_NUMBERS,
  MUNJA_SYMBOLS_UNITS,
} MunjaSymbolGroup;

#define MUNJA_N_SYMBOL_GROUPS 6

const char *munja_symbols_get (MunjaSymbolGroup group);

G_END_DECLS
