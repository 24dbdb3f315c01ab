package dev.groundplan.run.web;

import dev.groundplan.page.ValueView;

/** One parameter of a request: what it was and what it becomes. */
record ValueRow(String label, ValueView before, ValueView after, boolean changed) {}
