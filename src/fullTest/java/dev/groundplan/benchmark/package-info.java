/** Measures a packaged portal from outside; started by {@code scripts/benchmark}. Not a test. */
@NullMarked
package dev.groundplan.benchmark;

import org.jspecify.annotations.NullMarked;
