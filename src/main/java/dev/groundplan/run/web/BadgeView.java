package dev.groundplan.run.web;

import dev.groundplan.page.Tone;

/** A short note beside a status: Drift, Update available, Expires in 3 days, Protected. */
record BadgeView(String text, Tone tone) {}
