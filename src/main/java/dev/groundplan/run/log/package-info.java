/** A run's log as pages show it. */
@NullMarked
package dev.groundplan.run.log;

import org.jspecify.annotations.NullMarked;
