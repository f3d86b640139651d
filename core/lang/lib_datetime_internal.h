// lang/lib_datetime_internal.h -- the parts of the datetime module. Stays in this folder.
#pragma once

#include "lang/datetime.h"
#include "lang/library_internal.h"

namespace lang {

void install_timedelta(Vm& vm, Class& timedelta);                      // lib_timedelta.cpp
void install_timezone(Vm& vm, Class& timezone, Class& tzinfo);         // lib_timedelta.cpp
void install_temporal(Vm& vm, const DatetimeClasses& classes);         // lib_datetime.cpp
void install_temporal_makers(Vm& vm, const DatetimeClasses& classes);  // lib_datetime_make.cpp

std::uint64_t mix_hash(WideInt value);
bool compare_holds(Vm::Compare op, int order);
// None or an instance of timezone; TypeError otherwise.
Completion check_zone(Vm& vm, const Value& zone);
Completion check_fields(Vm& vm, const DateFields& fields);
std::string_view kind_name(TemporalKind what);

}  // namespace lang
