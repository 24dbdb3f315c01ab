/**
 * Puppet: a catalog is compiled once and sealed; {@code puppet apply --noop} of it is the plan, the
 * same without it the apply. Results come from code of our own that is loaded into Puppet and
 * follows its transaction, never from prose.
 */
@NullMarked
package dev.groundplan.engine.puppet;

import org.jspecify.annotations.NullMarked;
