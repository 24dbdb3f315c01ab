/** What a part of a run would do, as it was shown and sealed. */
@NamedInterface("plan")
@NullMarked
package dev.groundplan.run.plan;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
