#include "lang/builtins_internal.h"
#include "lang/vm_internal.h"

namespace lang {

void install_builtins(Vm& vm) {
    install_str_case(vm);
    install_str_search(vm);
    install_str_split(vm);
    install_str_layout(vm);
    install_codecs(vm);
    install_bytes(vm);
    install_bytes_layout(vm);
    install_formatting(vm);
    install_numbers(vm);
    install_list(vm);
    install_range(vm);
    install_sort(vm);
    install_dict(vm);
    install_set(vm);
    install_iterators(vm);
    install_functions(vm);
    install_objects(vm);
    install_dunders(vm);
}

}  // namespace lang
