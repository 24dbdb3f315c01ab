/** The portal in a real browser: journeys of people, with and without scripts. */
@NullMarked
package dev.groundplan.browser;

import org.jspecify.annotations.NullMarked;
