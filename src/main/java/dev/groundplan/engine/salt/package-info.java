/**
 * Salt: one SLS applied by {@code salt-call} without a master, with {@code test=True} as the plan.
 * Results come from a module of our own that stands between Salt and its states
 * (docs.saltproject.io, "Writing execution modules"), never from prose.
 */
@NullMarked
package dev.groundplan.engine.salt;

import org.jspecify.annotations.NullMarked;
