/** What adapters of several tools share: their versions, their JSON, digests of their sources. */
@NullMarked
package dev.groundplan.engine.tool;

import org.jspecify.annotations.NullMarked;
