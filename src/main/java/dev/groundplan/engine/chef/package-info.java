/**
 * Chef Infra Client and Cinc Client in local mode: {@code --why-run} as the plan, the same without
 * it as the apply, results from an event handler of our own (docs.chef.io, "About Handlers"), never
 * from prose.
 */
@NullMarked
package dev.groundplan.engine.chef;

import org.jspecify.annotations.NullMarked;
