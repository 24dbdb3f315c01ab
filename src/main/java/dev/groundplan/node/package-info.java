/** What this process is: one that serves pages, one that executes runs, or both. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.groundplan.node;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
