/** People, teams, roles and API tokens: who is asking, and what they may do. */
@ApplicationModule(allowedDependencies = {"page", "store"})
@NullMarked
package dev.groundplan.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
