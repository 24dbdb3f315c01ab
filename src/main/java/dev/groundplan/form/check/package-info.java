/**
 * The rules a value is checked against: size, text, schema. Says what is broken, not where it is
 * shown.
 */
@NullMarked
package dev.groundplan.form.check;

import org.jspecify.annotations.NullMarked;
