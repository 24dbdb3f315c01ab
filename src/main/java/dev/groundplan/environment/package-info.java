/** Environments: what exists out there, the values people gave, the states the tools left. */
@ApplicationModule(allowedDependencies = {"page", "store", "identity", "engine", "catalog"})
@NullMarked
package dev.groundplan.environment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
