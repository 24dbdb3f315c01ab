/** Checks after a test what must never break, from the database and the recorder's journals. */
@NullMarked
package dev.groundplan.checker;

import org.jspecify.annotations.NullMarked;
