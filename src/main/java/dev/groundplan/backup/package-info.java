/** Copies of the database and of the environments' folders, made while the portal works. */
@ApplicationModule(allowedDependencies = {"page", "store", "identity", "run :: execution"})
@NullMarked
package dev.groundplan.backup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
