/**
 * One row per time that a worker did something for a run; the row of an apply consumes its plan.
 */
@NamedInterface("execution")
@NullMarked
package dev.groundplan.run.execution;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
