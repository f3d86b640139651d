// web/payload_self.h -- the receiver of a method of one of our classes, by what stands behind it.
#pragma once

#include "lang/arguments.h"

// AW_HOLDER(BcryptPayload, hasher, "BcryptHasher"): positional[0]'s payload, or the TypeError.
#define AW_HOLDER(Type, variable, type_name)                                              \
    Type* variable =                                                                      \
        args.positional.empty() ? nullptr : ::lang::payload_of<Type>(args.positional[0]); \
    if (variable == nullptr) return ::lang::wrong_receiver(vm, self, args, type_name)
