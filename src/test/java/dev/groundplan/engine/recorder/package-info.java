/** An engine of the tests: plans what its values say, and journals everything that it does. */
@NullMarked
package dev.groundplan.engine.recorder;

import org.jspecify.annotations.NullMarked;
