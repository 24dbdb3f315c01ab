/** The REST API of environments and runs, and what every API answer has in common. */
@NullMarked
package dev.groundplan.run.api;

import org.jspecify.annotations.NullMarked;
