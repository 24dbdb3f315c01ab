/** Decisions of people and rules on plans. */
@NamedInterface("approval")
@NullMarked
package dev.groundplan.run.approval;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
